using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>The Fatherland Front asks the households.</summary>
internal sealed class SurveyStory(RehearsalSession rehearsal, People people, Guid dossier)
{
    private Person Surveyor => rehearsal.As(people.Surveyor);

    /// <summary>Counts every village of the round that is open now, and closes it with minutes.</summary>
    /// <param name="satisfied">Satisfied answers of each hundred.</param>
    /// <param name="instead">Villages that others have taken the place of.</param>
    public async Task RunAsync(int satisfied, Dictionary<string, string>? instead = null)
    {
        var survey = await RehearsalSession.WaitAsync("cuộc lấy ý kiến mở", OpenSurveyAsync);
        var id = survey.GetProperty("id").GetGuid();
        var round = survey.GetProperty("round").GetInt32();
        await IsHiddenAsync(id);
        var questions = survey
            .GetProperty("questions")
            .EnumerateArray()
            .Select(question => question.GetProperty("code").GetString())
            .ToList();
        var villages = VillagesOf(survey).Select(village => instead?.GetValueOrDefault(village) ?? village).Distinct().ToList();
        foreach (var village in villages)
        {
            await Surveyor.PutAsync(
                $"/assessment/surveys/{id}/villages/{village}",
                new
                {
                    households = 110,
                    issued = 104,
                    returned = 102,
                    valid = 100,
                    invalid = 2,
                    answers = questions.Select(question => new
                    {
                        question,
                        satisfied,
                        notSatisfied = 100 - satisfied,
                        reasons = satisfied < 90 ? new[] { "Rác thải sinh hoạt thu gom chưa đều" } : [],
                    }),
                }
            );
        }

        var closed = await Surveyor.PostAsync($"/assessment/surveys/{id}/closure", MinutesOf(round));
        var result = closed.GetProperty("result");
        rehearsal.Narrator.Step(
            people.Surveyor,
            $"Lấy ý kiến hài lòng, vòng {round}: {villages.Count} thôn",
            $"hài lòng chung {result.GetProperty("overallRate").GetDecimal():0.##} %".Replace('.', ',')
                + (result.GetProperty("met").GetBoolean() ? ", đạt" : ", chưa đạt")
        );
    }

    /// <summary>Villages of the round that is open now.</summary>
    public async Task<IReadOnlyList<string>> VillagesAsync() =>
        [.. VillagesOf(await RehearsalSession.WaitAsync("cuộc lấy ý kiến mở", OpenSurveyAsync))];

    /// <summary>The round that is open now.</summary>
    public async Task<Guid> OpenRoundAsync() =>
        (await RehearsalSession.WaitAsync("cuộc lấy ý kiến mở", OpenSurveyAsync)).GetProperty("id").GetGuid();

    /// <summary>The path has left the stage: the round ended without minutes, nothing waits for the Front, and nobody closes it.</summary>
    /// <param name="id">The round.</param>
    public async Task EndsWithoutMinutesAsync(Guid id)
    {
        await RehearsalSession.WaitAsync<bool>(
            "Mặt trận được biết cuộc lấy ý kiến đã dừng",
            async () => await StateAsync(id) == "ended" && await UnreadWorkAsync() == 0 ? true : null
        );
        rehearsal.Narrator.Step(people.Surveyor, "Được biết cuộc lấy ý kiến đã dừng, không còn việc", "kết thúc không có biên bản");
        var why = await Surveyor.IsRefusedAsync(
            "assessment.survey_ended",
            HttpMethod.Post,
            $"/assessment/surveys/{id}/closure",
            MinutesOf(1)
        );
        rehearsal.Narrator.Refused(people.Surveyor, "Chốt cuộc lấy ý kiến đã dừng", why);
    }

    private object MinutesOf(int round) =>
        new
        {
            minutesNumber = $"{round:00}/BB-MTTQ",
            minutesDate = rehearsal.Today,
            signatories = new[] { new { name = "Mẫu Văn Minh", position = "Chủ tịch Ủy ban MTTQ" } },
        };

    private async Task<string?> StateAsync(Guid id) =>
        (await Surveyor.GetAsync($"/assessment/surveys/{id}")).GetProperty("state").GetString();

    private async Task<int> UnreadWorkAsync() =>
        (await Surveyor.GetAsync("/notifications/inbox?unread=true&limit=100"))
            .GetProperty("items")
            .EnumerateArray()
            .Count(notice =>
                notice.GetProperty("dossierId").GetGuid() == dossier && notice.GetProperty("kind").GetString() == "StageOpened"
            );

    private static IEnumerable<string> VillagesOf(JsonElement survey) =>
        survey.GetProperty("villages").EnumerateArray().Select(village => village.GetProperty("code").GetString()!);

    /// <summary>Nobody outside the Fatherland Front learns anything before the round is closed.</summary>
    private async Task IsHiddenAsync(Guid id)
    {
        var why = await rehearsal
            .As(people.Province.Leader)
            .IsRefusedAsync("assessment.survey_not_found", HttpMethod.Get, $"/assessment/surveys/{id}");
        rehearsal.Narrator.Refused(people.Province.Leader, "Xem kết quả lấy ý kiến khi chưa chốt", why);
    }

    private async Task<JsonElement?> OpenSurveyAsync()
    {
        var list = await Surveyor.GetAsync($"/assessment/surveys?dossierId={dossier}");
        foreach (var item in list.GetProperty("items").EnumerateArray())
        {
            if (item.GetProperty("state").GetString() == "open")
            {
                return await Surveyor.GetAsync($"/assessment/surveys/{item.GetProperty("id").GetGuid()}");
            }
        }

        return null;
    }
}
