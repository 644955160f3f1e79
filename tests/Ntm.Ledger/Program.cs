using Ntm.Ledger;

if (args is not [var path])
{
    Console.Error.WriteLine("Usage: Ntm.Ledger RUN.json");
    return 2;
}

var audit = new LedgerRun(RunFile.Read(path));
var findings = await audit.CheckAsync();
findings.ToList().ForEach(Console.WriteLine);
Console.WriteLine(audit.Count(findings.Count));
return findings.Count == 0 ? 0 : 1;
