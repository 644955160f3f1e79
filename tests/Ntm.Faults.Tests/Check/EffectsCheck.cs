using System.Security.Cryptography;
using System.Text.Json;
using Ntm.Faults.Tests.Load;

namespace Ntm.Faults.Tests.Check;

/// <summary>I1 and I3 in detail: each accepted file, evidence, submission, receipt, extension and reading stands once, and nothing else does.</summary>
internal sealed class EffectsCheck(Truth truth, Ledger ledger, Findings findings)
{
    private readonly LedgerDatabase assessment = truth.Of("assessment");
    private readonly LedgerDatabase dossier = truth.Of("dossier");
    private readonly LedgerDatabase notifications = truth.Of("notifications");

    public void Run()
    {
        var contents = dossier.Rows($"""SELECT {LedgerDatabase.Id("\"Id\"")}, CAST("Content" AS TEXT) FROM "Dossiers" """, row => (Id: row.GetString(0), Content: JsonElement.Parse(row.GetString(1))));
        var files = contents.SelectMany(one => List(one.Content, "files").Select(file => (one.Id, File: file))).ToList();
        findings.Same("files", Details("file"), files.Select(pair => $"{pair.Id} {pair.File.GetProperty("hash").GetString()}"));
        findings.Same(
            "files taken out", Details("removal"),
            files.Where(pair => pair.File.TryGetProperty("removedAt", out _)).Select(pair => $"{pair.Id} {pair.File.GetProperty("hash").GetString()}"));
        findings.Same(
            "receipts",
            ledger.Of("submission").Select(step => $"{step.Dossier} {List(step.Answer, "receipts").Last().GetProperty("number").GetString()}"),
            contents.SelectMany(one => List(one.Content, "receipts").Select(receipt => $"{one.Id} {receipt.GetProperty("number").GetString()}")));
        findings.Same(
            "extensions", ledger.Of("extension").Select(step => $"{step.Dossier}"), contents.SelectMany(one => List(one.Content, "extensions").Select(_ => one.Id)));
        Assessments();
        findings.Same(
            "notices read", ledger.Of("read").Select(step => step.Detail!), notifications.Texts($"""SELECT {LedgerDatabase.Id("\"NoticeId\"")} FROM "NoticesRead" """));
        BytesAreThere();
    }

    private void Assessments()
    {
        findings.Same(
            "assessment: drafts", ledger.Of("open").Select(step => step.Answer.GetProperty("id").GetString()!),
            assessment.Texts($"""SELECT {LedgerDatabase.Id("\"DossierId\"")} FROM "SelfAssessments" """));
        findings.Same(
            "evidence", Details("evidence"),
            assessment.Texts($"""SELECT {LedgerDatabase.Id("a.\"DossierId\"")} || ' ' || e."Hash" FROM "EvidenceFiles" e JOIN "SelfAssessments" a ON a."Id" = e."AssessmentId" """));
        var revisions = ledger.Of("assessment").GroupBy(step => step.Dossier)
            .SelectMany(group => Enumerable.Range(1, group.Count()).Select(number => $"{group.Key} {number}")).ToList();
        findings.Same(
            "assessment: revisions", revisions,
            assessment.Texts($"""SELECT {LedgerDatabase.Id("a.\"DossierId\"")} || ' ' || r."Number" FROM "Revisions" r JOIN "SelfAssessments" a ON a."Id" = r."AssessmentId" """));
        findings.Same("dossier: assessments heard", revisions, dossier.Texts($"""SELECT {LedgerDatabase.Id("\"DossierId\"")} || ' ' || "Revision" FROM "Assessments" """));
        findings.Same(
            "assessment: surveys opened", ledger.Of("submission").Select(step => $"{step.Dossier} 1"),
            assessment.Texts($"""SELECT {LedgerDatabase.Id("\"DossierId\"")} || ' ' || "Round" FROM "Surveys" """));
    }

    /// <summary>Every file that an answer promised lies in the store with exactly its bytes.</summary>
    private void BytesAreThere()
    {
        var stored = Directory.EnumerateFiles(truth.Files, "*", SearchOption.AllDirectories).GroupBy(path => Path.GetFileName(path))
            .ToDictionary(group => group.Key, group => group.First());
        foreach (var hash in ledger.Of("file").Concat(ledger.Of("evidence")).Select(step => step.Detail!).Distinct())
        {
            if (!stored.TryGetValue(hash, out var path) || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) != hash)
            {
                findings.Add($"file {hash}: its bytes are lost or damaged");
            }
        }
    }

    private IEnumerable<string> Details(string act) => ledger.Of(act).Select(step => $"{step.Dossier} {step.Detail}");

    private static IEnumerable<JsonElement> List(JsonElement from, string name) =>
        from.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];
}
