using System.Security.Cryptography;
using System.Text.Json;

namespace Ntm.Ledger.Checks;

/// <summary>I1 and I3 in detail: each accepted file, evidence, submission, receipt, extension and reading stands once, and nothing else
/// does.</summary>
internal sealed class Effects(
    IReadOnlyDictionary<string, ServiceDatabase> databases,
    AcceptedFile accepted,
    string folder,
    Findings findings
)
{
    private static readonly string DossierId = ServiceDatabase.Id("\"DossierId\"");
    private static readonly string OfAssessment = ServiceDatabase.Id("a.\"DossierId\"");

    private readonly ServiceDatabase assessment = databases["assessment"];
    private readonly ServiceDatabase dossier = databases["dossier"];

    public void Check()
    {
        var contents = dossier.Rows(
            $"""SELECT {ServiceDatabase.Id("\"Id\"")}, CAST("Content" AS TEXT) FROM "Dossiers" """,
            row => (Id: row.GetString(0), Content: JsonElement.Parse(row.GetString(1)))
        );
        var files = contents
            .SelectMany(one => List(one.Content, "files").Select(file => (one.Id, Hash: file.GetProperty("hash").GetString(), File: file)))
            .ToList();
        Same("files", accepted.Details("file"), files.Select(file => $"{file.Id} {file.Hash}"));
        Same(
            "files taken out",
            accepted.Details("removal"),
            files.Where(file => file.File.TryGetProperty("removedAt", out _)).Select(file => $"{file.Id} {file.Hash}")
        );
        Same(
            "receipts",
            accepted
                .Of("submission")
                .Select(step => $"{step.Dossier} {List(step.Answer, "receipts").Last().GetProperty("number").GetString()}"),
            contents.SelectMany(one =>
                List(one.Content, "receipts").Select(receipt => $"{one.Id} {receipt.GetProperty("number").GetString()}")
            )
        );
        Same(
            "extensions",
            accepted.Of("extension").Select(step => step.Dossier!),
            contents.SelectMany(one => List(one.Content, "extensions").Select(_ => one.Id))
        );
        Same(
            "notices read",
            accepted.Of("read").Select(step => step.Detail!),
            databases["notifications"].Texts($"""SELECT {ServiceDatabase.Id("\"NoticeId\"")} FROM "NoticesRead" """)
        );
        Assessments();
        BytesAreThere();
    }

    private void Assessments()
    {
        Same(
            "assessment: drafts",
            accepted.Of("open").Select(step => step.Answer.GetProperty("id").GetString()!),
            assessment.Texts($"""SELECT {DossierId} FROM "SelfAssessments" """)
        );
        Same(
            "evidence",
            accepted.Details("evidence"),
            assessment.Texts(
                $"""SELECT {OfAssessment} || ' ' || e."Hash" """
                    + """FROM "EvidenceFiles" e JOIN "SelfAssessments" a ON a."Id" = e."AssessmentId" """
            )
        );
        var revisions = accepted
            .Of("assessment")
            .GroupBy(step => step.Dossier)
            .SelectMany(group => Enumerable.Range(1, group.Count()).Select(number => $"{group.Key} {number}"))
            .ToList();
        Same(
            "assessment: revisions",
            revisions,
            assessment.Texts(
                $"""SELECT {OfAssessment} || ' ' || r."Number" FROM "Revisions" r JOIN "SelfAssessments" a ON a."Id" = r."AssessmentId" """
            )
        );
        Same("dossier: assessments received", revisions, dossier.Texts($"""SELECT {DossierId} || ' ' || "Revision" FROM "Assessments" """));
        Same(
            "assessment: surveys opened",
            accepted.Of("submission").Select(step => $"{step.Dossier} 1"),
            assessment.Texts($"""SELECT {DossierId} || ' ' || "Round" FROM "Surveys" """)
        );
    }

    /// <summary>Every file that an answer promised lies in the store with exactly its bytes.</summary>
    private void BytesAreThere()
    {
        var stored = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .GroupBy(path => Path.GetFileName(path))
            .ToDictionary(group => group.Key, group => group.First());
        foreach (var hash in accepted.Of("file").Concat(accepted.Of("evidence")).Select(step => step.Detail!).Distinct())
        {
            if (!stored.TryGetValue(hash, out var path) || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) != hash)
            {
                findings.Add("I1", $"file {hash}: its bytes are lost or damaged");
            }
        }
    }

    private void Same(string what, IEnumerable<string> expected, IEnumerable<string> found) => findings.Same("I1", what, expected, found);

    private static IEnumerable<JsonElement> List(JsonElement from, string name) =>
        from.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];
}
