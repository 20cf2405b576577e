/** Dark letters on white, whatever the window or the printer. */
export const pageStyle = (accent: string, font: string): string => `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#1b2330;font:15px/1.55 ${font};font-variant-numeric:tabular-nums}
main{max-width:960px;margin:0 auto;padding:40px 32px 80px}
header{border-top:6px solid ${accent};padding-top:24px;margin-bottom:24px}
.logo{display:block;max-height:56px;max-width:240px;margin-bottom:16px}
h1{font-size:28px;line-height:1.2;margin:0 0 6px;overflow-wrap:anywhere}
h2{font-size:20px;margin:44px 0 12px;padding-bottom:6px;border-bottom:2px solid ${accent}}
.subtitle,.note,figcaption{color:#4d5664}
.introduction{font-size:16px}
nav ol{columns:2;padding-left:20px;margin:0}
nav a{color:inherit}
.findings{padding-left:20px}
.findings li{margin:6px 0}
#findings .findings li:first-child{font-size:18px;font-weight:600;list-style:none;margin-left:-20px;margin-bottom:14px}
figure{margin:20px 0;break-inside:avoid}
figcaption{margin-bottom:6px}
figcaption strong{color:#1b2330;display:block}
svg{display:block;width:100%;height:auto;max-width:720px}
.table{overflow-x:auto;margin:18px 0 4px}
table{border-collapse:collapse;width:100%;font-size:13px}
caption{text-align:left;font-weight:600;padding:4px 0;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:5px 8px;border-bottom:1px solid #d9dee6}
td{overflow-wrap:anywhere}
th{border-bottom:2px solid #b6bfcc}
.number{text-align:right;white-space:nowrap}
th.number{white-space:normal}
.note{font-size:13px;margin-top:4px}
dt{font-weight:600;margin-top:10px}
dd{margin:0}
@page{size:A4;margin:16mm}
@media print{body{font-size:10.5pt}main{max-width:none;padding:0}h2{break-after:avoid}thead{display:table-header-group}tr{break-inside:avoid}nav{display:none}.table{overflow:visible}}
`
