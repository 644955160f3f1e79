using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>One commune's dossier as the acts of those who carry it.</summary>
internal sealed class DossierStory
{
    private static readonly Dictionary<string, string> Titles = new() { ["xa-ntm"] = "xã NTM", ["xa-ntm-nang-cao"] = "xã NTM nâng cao" };

    private DossierStory(RehearsalSession rehearsal, People people, Guid id)
    {
        (Rehearsal, People, Id) = (rehearsal, people, id);
        Assessment = new SelfAssessmentStory(rehearsal, people, id);
        Survey = new SurveyStory(rehearsal, people, id);
    }

    public Guid Id { get; }

    public RehearsalSession Rehearsal { get; }

    public People People { get; }

    public SelfAssessmentStory Assessment { get; }

    public SurveyStory Survey { get; }

    public string Path => $"/dossiers/{Id}";

    /// <param name="rehearsal">The run.</param>
    /// <param name="people">Who acts.</param>
    /// <param name="year">Year of the dossier.</param>
    /// <param name="title">Title code.</param>
    /// <param name="upkeep">Whether the commune keeps the title that it holds.</param>
    public static async Task<DossierStory> OpenAsync(
        RehearsalSession rehearsal,
        People people,
        int year,
        string title = "xa-ntm",
        bool upkeep = false
    )
    {
        people = await rehearsal.SettleAsync(people);
        var officer = rehearsal.As(people.Officer);
        var opened = await RehearsalSession.OnceKnownAsync(
            "dossier.unit",
            () =>
                officer.PostAsync(
                    "/dossiers/",
                    new
                    {
                        unitCode = people.UnitCode,
                        title,
                        year,
                        purpose = upkeep ? "upkeep" : "recognition",
                    }
                )
        );
        var story = new DossierStory(rehearsal, people, opened.GetProperty("id").GetGuid());
        rehearsal.Track(story.Id, people.Province);
        var what = upkeep ? "giữ vững danh hiệu" : "đề nghị công nhận";
        story.Narrate(people.Officer, $"Mở hồ sơ {what} {Titles[title]} năm {year}", opened);
        return story;
    }

    /// <summary>The same dossier, carried on by other people.</summary>
    public DossierStory For(People people) => new(Rehearsal, people, Id);

    public Task<JsonElement> GetAsync() => Rehearsal.As(People.Officer).GetAsync(Path);

    /// <summary>Waits until exactly these stages are open.</summary>
    public Task<JsonElement> AtAsync(params string[] stages) =>
        RehearsalSession.WaitAsync<JsonElement>(
            "bước " + string.Join(", ", stages),
            async () =>
            {
                var view = await GetAsync();
                return OpenStages(view).Order().SequenceEqual(stages.Order()) ? view : null;
            }
        );

    /// <summary>Puts a file into every required document of the stage that has none.</summary>
    public async Task PutDocumentsAsync(string who, string stage)
    {
        var view = await Rehearsal.As(who).GetAsync(Path);
        foreach (var item in view.GetProperty("checklist").EnumerateArray())
        {
            var asked =
                item.GetProperty("required").GetBoolean()
                && item.GetProperty("files").GetArrayLength() == 0
                && item.GetProperty("stages").EnumerateArray().Any(one => one.GetString() == stage);
            if (asked)
            {
                await PutDocumentAsync(who, stage, item.GetProperty("key").GetString()!, item.GetProperty("name").GetString()!);
            }
        }
    }

    public Task PutDocumentAsync(string who, string stage, string document, string words) =>
        document == "illustrations"
            ? Rehearsal.As(who).UploadAsync($"{Path}/stages/{stage}/documents/{document}/files", "anh-duong-thon.png", SampleFiles.Png())
            : Rehearsal
                .As(who)
                .UploadAsync(
                    $"{Path}/stages/{stage}/documents/{document}/files",
                    document + ".pdf",
                    SampleFiles.Pdf($"{words} {Rehearsal.Now:O}")
                );

    /// <summary>An act at a stage, printed with the state that it led to.</summary>
    public async Task<JsonElement> ActAsync(string who, string what, string stage, string act, object? body = null)
    {
        var view = await Rehearsal.As(who).PostAsync($"{Path}/stages/{stage}/{act}", body ?? new { });
        Narrate(who, what, view);
        return view;
    }

    public async Task RefusedAsync(string who, string what, string code, string stage, string act, object? body = null)
    {
        var why = await Rehearsal.As(who).IsRefusedAsync(code, HttpMethod.Post, $"{Path}/stages/{stage}/{act}", body ?? new { });
        Rehearsal.Narrator.Refused(who, what, why);
    }

    private void Narrate(string who, string what, JsonElement view)
    {
        var open = view.GetProperty("open").EnumerateArray().ToList();
        var state =
            open.Count == 0
                ? view.GetProperty("status").GetString() == "Recognised"
                    ? "được công nhận"
                    : "kết thúc"
                : string.Join(" + ", open.Select(stage => stage.GetProperty("title").GetString()));
        var left = open.Select(stage => stage.GetProperty("timeLeft").GetString()).FirstOrDefault(text => text is not null);
        Rehearsal.Narrator.Step(who, what, state, left);
    }

    private static IEnumerable<string> OpenStages(JsonElement view) =>
        view.GetProperty("open").EnumerateArray().Select(stage => stage.GetProperty("key").GetString()!);
}
