using System.Text.Json;
using Ntm.Faults.Tests.Many;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Load;

/// <summary>
/// Carries one dossier from its opening through a return by the district to its submission: always the same steps, so
/// that every dossier must end with the same events and the same audit, wherever it was interrupted.
/// </summary>
internal sealed class DossierLoad(LoadUser officer, LoadPeople people, Ledger ledger)
{
    private static readonly TimeSpan Patience = Settings.Bounds ? TimeSpan.FromSeconds(150) : Eventually.Limit;
    private static readonly object[] Nothing = [];

    private Guid id;

    private string Dossier => $"/dossiers/{id}";

    private string Assessment => $"/assessment/self-assessments/{id}";

    public async Task<Guid> RunAsync(string unit, int year)
    {
        await OpenAsync(unit, year);
        await CarryAsync();
        return id;
    }

    public async Task<Guid> OpenAsync(string unit, int year)
    {
        var opened = await officer.DoAsync(
            "open",
            HttpMethod.Post,
            "/dossiers/",
            new
            {
                unitCode = unit,
                title = "xa-ntm",
                year,
            },
            detail: $"{unit}/{year}",
            notYet: "dossier.unit_unknown"
        );
        return id = opened.GetProperty("id").GetGuid();
    }

    /// <summary>Carries the opened dossier to the end of the story.</summary>
    public async Task CarryAsync()
    {
        await AssessAsync();
        await AtAsync("commune-dossier");
        await ChangeMindAsync();
        await CompleteAsync();
        await ReturnAsync();
        await AssessAsync("17");
        await WaitAsync("the return is answered", AnsweredAsync);
        await CompleteAsync();
        await ApproveAsync();
        await SubmitAsync();
        ledger.Finish(id);
    }

    /// <summary>Assesses the criteria that were returned, or all.</summary>
    private async Task AssessAsync(params string[] returned)
    {
        var view = default(JsonElement);
        await WaitAsync(
            "the self-assessment is open",
            async () =>
            {
                if (
                    await officer.FindAsync(Assessment) is not { } found
                    || !found.GetProperty("allowedActions").EnumerateArray().Any(action => action.GetString() == "submit")
                    || (returned.Length > 0 && !returned.SequenceEqual(Editable(found)))
                )
                {
                    return false;
                }

                view = found;
                return true;
            }
        );
        var values = Thresholds.PassingValues(view);
        await officer.DoAsync(
            "values",
            HttpMethod.Put,
            Assessment + "/values",
            new { values = values.Select(pair => new { code = pair.Code, value = pair.Value }) },
            id
        );
        foreach (var code in Thresholds.NeedingEvidence(view).Prepend(values[0].Code).Distinct())
        {
            await officer.UploadAsync("evidence", $"{Assessment}/indicators/{code}/evidence", "minh-chung.pdf", FreshPdf(), id);
        }

        await officer.DoAsync("assessment", HttpMethod.Post, Assessment + "/submission", dossier: id);
    }

    /// <summary>Adds a file and takes it out again.</summary>
    private async Task ChangeMindAsync()
    {
        var document = (await officer.GetAsync(Dossier))
            .GetProperty("checklist")
            .EnumerateArray()
            .First(item => Asked(item, "commune-dossier") && item.GetProperty("key").GetString() != "illustrations")
            .GetProperty("key")
            .GetString()!;
        var files = $"{Dossier}/stages/commune-dossier/documents/{document}/files";
        var view = await officer.UploadAsync("file", files, document + ".pdf", FreshPdf(), id);
        var file = view.GetProperty("checklist")
            .EnumerateArray()
            .First(item => item.GetProperty("key").GetString() == document)
            .GetProperty("files")
            .EnumerateArray()
            .Single();
        await officer.DoAsync(
            "removal",
            HttpMethod.Delete,
            $"{files}/{file.GetProperty("id").GetString()}",
            dossier: id,
            detail: file.GetProperty("hash").GetString()
        );
    }

    private async Task CompleteAsync()
    {
        await PutDocumentsAsync(officer, "commune-dossier");
        await ActAsync(officer, "completion", "commune-dossier", "completion", new { note = "Đủ tài liệu" });
    }

    private async Task ReturnAsync()
    {
        await ReadNoticeAsync();
        await people.Reviewer.DoAsync(
            "verdicts",
            HttpMethod.Put,
            $"{Dossier}/stages/district-examination/verdicts",
            new
            {
                acceptRest = true,
                items = new[]
                {
                    new
                    {
                        kind = "criterion",
                        key = "17",
                        accepted = false,
                        reason = "Thiếu biên bản nghiệm thu",
                    },
                },
            },
            id
        );
        await ActAsync(people.Reviewer, "conclusion", "district-examination", "conclusion", new { outcome = "Returned", items = Nothing });
    }

    private async Task ApproveAsync()
    {
        await people.Reviewer.DoAsync(
            "verdicts",
            HttpMethod.Put,
            $"{Dossier}/stages/district-examination/verdicts",
            new { acceptRest = true, items = Nothing },
            id
        );
        await PutDocumentsAsync(people.Reviewer, "district-examination");
        await ActAsync(people.Reviewer, "conclusion", "district-examination", "conclusion", new { outcome = "Approved", items = Nothing });
    }

    private async Task SubmitAsync()
    {
        await ActAsync(
            people.ProvinceLeader,
            "extension",
            "district-submission",
            "extensions",
            new
            {
                before = "2023-12-01",
                documentNumber = $"{id:N}/UBND-NL",
                documentDate = "2023-03-01",
            }
        );
        await PutDocumentsAsync(people.Submitter, "district-submission");
        await ActAsync(people.Submitter, "submission", "district-submission", "submission", new { });
    }

    private Task ActAsync(LoadUser who, string act, string stage, string route, object body) =>
        who.DoAsync(act, HttpMethod.Post, $"{Dossier}/stages/{stage}/{route}", body, id);

    /// <summary>Puts a file of its own bytes into every document of the stage that has none.</summary>
    private async Task PutDocumentsAsync(LoadUser who, string stage)
    {
        var view = await who.GetAsync(Dossier);
        foreach (var item in view.GetProperty("checklist").EnumerateArray().Where(item => Asked(item, stage)))
        {
            var document = item.GetProperty("key").GetString()!;
            var (name, content) = document == "illustrations" ? ("anh.png", SampleFiles.Of(FileKind.Png)) : (document + ".pdf", FreshPdf());
            await who.UploadAsync("file", $"{Dossier}/stages/{stage}/documents/{document}/files", name, content, id);
        }
    }

    private async Task ReadNoticeAsync()
    {
        var notice = default(Guid);
        await WaitAsync(
            "the reviewer sees the stage",
            async () =>
            {
                // Where the clock stands still the newest is not the first.
                for (var after = ""; notice == default && after is not null; )
                {
                    var page = await people.Reviewer.GetAsync("/notifications/inbox?limit=100&after=" + after);
                    notice = page.GetProperty("items")
                        .EnumerateArray()
                        .FirstOrDefault(item => item.GetProperty("dossierId").GetGuid() == id)
                        is { ValueKind: JsonValueKind.Object } found
                        ? found.GetProperty("id").GetGuid()
                        : default;
                    after = page.GetProperty("next").GetString();
                }

                return notice != default;
            }
        );
        await people.Reviewer.DoAsync(
            "read",
            HttpMethod.Put,
            $"/notifications/inbox/{notice}/read",
            dossier: id,
            detail: notice.ToString()
        );
    }

    private Task AtAsync(string stage) =>
        WaitAsync(
            "stage " + stage,
            async () =>
                (await officer.GetAsync(Dossier))
                    .GetProperty("open")
                    .EnumerateArray()
                    .Any(open => open.GetProperty("key").GetString() == stage)
        );

    private async Task<bool> AnsweredAsync() =>
        (await officer.GetAsync(Dossier))
            .GetProperty("returned")
            .EnumerateArray()
            .All(item => item.GetProperty("answeredBy").ValueKind == JsonValueKind.String);

    private Task WaitAsync(string what, Func<Task<bool>> condition) => Eventually.TrueAsync(condition, $"{what} (dossier {id})", Patience);

    /// <summary>A stage that is over may still look open there; what is submitted for it comes too late.</summary>
    private static IEnumerable<string?> Editable(JsonElement view) =>
        view.GetProperty("editableCriteria").EnumerateArray().Select(code => code.GetString());

    private static bool Asked(JsonElement item, string stage) =>
        item.GetProperty("required").GetBoolean()
        && item.GetProperty("files").GetArrayLength() == 0
        && item.GetProperty("stages").EnumerateArray().Any(one => one.GetString() == stage);

    private static byte[] FreshPdf() => SampleFiles.Pdf(text: Guid.CreateVersion7().ToString());
}
