using System.Text;
using System.Text.Json.Nodes;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Domain.Paths;
using Ntm.Dossier.Tests.Domain.Paths;
using Ntm.Dossier.Tests.Features;

namespace Ntm.Dossier.Tests.Domain;

public sealed class DossierRulesTests
{
    [Fact]
    public void The_shipped_paths_always_agree_with_the_checklist_and_the_voting_rules()
    {
        var rules = DossierRules.Load(PathFiles.Keys.ToDictionary(key => key, PathFiles.Text));

        Assert.Equal(4, rules.Paths.Paths.Count);
    }

    [Theory]
    [InlineData("commune-proposal", "no-such-paper", "danh mục hồ sơ không có “no-such-paper”")]
    [InlineData("province-council", "village-council", "không có quy tắc biểu quyết “village-council”")]
    public void A_path_that_names_an_unknown_document_or_voting_rule_is_refused(string old, string changed, string expected)
    {
        var files = new Dictionary<string, string>
        {
            ["xa-ntm-3-cap.json"] = PathFiles.Text("xa-ntm-3-cap").Replace(old, changed, StringComparison.Ordinal),
        };

        Assert.Contains(expected, Assert.Throws<PathFaultsException>(() => DossierRules.Load(files)).Message);
    }

    [Theory]
    [InlineData("xa-ntm-3-cap", "input:district-submission.cutOff=no-such-rule", "không có quy tắc thời hạn “no-such-rule”")]
    [InlineData("xa-ntm-2-cap-v2", "drop-procedure", "customProperties.procedure = confirmed")]
    [InlineData("xa-ntm-3-cap", "input:council-vote.voteRule=procedure", "customProperties.procedure = confirmed")]
    public void Figures_that_a_path_names_must_come_from_somewhere(string key, string change, string expected)
    {
        var files = new Dictionary<string, string> { [key] = PathFileEdits.Apply(PathFiles.Text(key), change) };

        Assert.Contains(expected, Assert.Throws<PathFaultsException>(() => DossierRules.Load(files)).Message);
    }

    [Theory]
    [InlineData("duy-tri-xa", "purpose:recognition", "bước loại Upkeep không hợp với mục đích")]
    [InlineData("xa-ntm-2-cap", "purpose:upkeep", "bước loại Announcement không hợp với mục đích")]
    [InlineData("duy-tri-xa", "purpose:praise", "“praise” không được hỗ trợ, chỉ dùng recognition hoặc upkeep")]
    public void A_path_ends_as_its_purpose_says(string key, string change, string expected)
    {
        var files = new Dictionary<string, string> { [key] = PathFileEdits.Apply(PathFiles.Text(key), change) };

        Assert.Contains(expected, Assert.Throws<PathFaultsException>(() => DossierRules.Load(files)).Message);
    }

    [Fact]
    public void A_document_missing_in_the_checklist_during_a_paths_time_is_a_fault()
    {
        var shipped = DossierModule.LoadRules(new DossierOptions());
        using var file = typeof(DossierRules).Assembly.GetManifestResourceStream("Ntm.Dossier.Domain.Documents.document-types.json")!;
        var rows = JsonNode.Parse(file)!;
        var first = rows["documents"]!.AsArray().Single(row => row!["key"]!.ToString() == "commune-proposal")!;
        var second = first.DeepClone();
        first["validTo"] = "2023-03-31";
        second["validFrom"] = "2023-05-01";
        rows["documents"]!.AsArray().Add(second);
        using var changed = new MemoryStream(Encoding.UTF8.GetBytes(rows.ToJsonString()));

        var faults = (shipped with { Documents = DocumentChecklist.Parse(changed) }).Faults().ToList();

        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.Contains("“commune-proposal” vào ngày 01/04/2023", fault.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_path_file_stops_the_start_and_every_fault_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("ntm-paths-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "a.json"),
            PathFileEdits.Apply(PathFiles.Text("xa-ntm-3-cap"), "input:decision.role=wizard")
        );
        await File.WriteAllTextAsync(Path.Combine(folder, "b.json"), "{ oops");

        var fault = await Assert.ThrowsAsync<PathFaultsException>(() =>
            DossierApp.StartAsync(settings: new Dictionary<string, string?> { ["Dossier:PathsFolder"] = folder })
        );

        Assert.Contains("].role: “wizard”", fault.Message);
        Assert.Contains("b.json: $", fault.Message);
    }

    [Fact]
    public async Task Without_a_key_for_receipts_the_service_does_not_start()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            DossierApp.StartAsync(settings: new Dictionary<string, string?> { ["Dossier:Receipts:CreateWhenAbsent"] = "false" })
        );
    }
}
