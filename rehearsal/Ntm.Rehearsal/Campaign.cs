using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>
/// Two months of a commune's campaign: five villages report every week until Thursday 14:30, two of them late once, one corrects what it
/// sent, one sends twice, photos come along, and the commune sends each week up.
/// </summary>
internal static class Campaign
{
    private const string Reporter = "thon.thinhbang";
    private const string Weekly = "R02";
    private const int Villages = 5;
    private static readonly People Commune = People.SonBang;

    public static async Task RunAsync(RehearsalSession rehearsal)
    {
        var plan = await PublishAsync(rehearsal);
        var weeks = await WeeksAsync(rehearsal, plan);
        for (var week = 0; week < weeks.Count; week++)
        {
            await rehearsal.MoveToAsync(weeks[week].Due - TimeSpan.FromHours(3));
            int[] late = week == 2 ? [4, 5] : [];
            foreach (var village in Enumerable.Range(1, Villages).Except(late))
            {
                await FileAsync(rehearsal, plan, weeks[week].Start, village);
            }

            await rehearsal.MoveToAsync(weeks[week].Due);
            foreach (var village in late)
            {
                var report = await FileAsync(rehearsal, plan, weeks[week].Start, village);
                Expect(report.GetProperty("late").GetBoolean(), "Báo cáo đúng hạn 14:30 phải là muộn.");
                rehearsal.Narrator.Step(Commune.Officer, $"Báo cáo thay thôn số {village} lúc 14:30", "nhận, ghi là muộn");
            }

            await CorrectedAndRepeatedAsync(rehearsal, plan, weeks[week].Start, week);
            await SendUpAsync(rehearsal, plan, weeks[week].Start);
        }

        await ClosedWeekRefusesAsync(rehearsal, plan, weeks[0].Start);
        await ReachedAsync(rehearsal, plan);
    }

    private static async Task<Guid> PublishAsync(RehearsalSession rehearsal)
    {
        var officer = rehearsal.As(Commune.Officer);
        var draft = await RehearsalSession.OnceKnownAsync(
            "planning.unit",
            () =>
                officer.PostAsync(
                    "/planning/plans",
                    new
                    {
                        unitCode = Commune.UnitCode,
                        year = 2023,
                        content = Content(),
                    }
                )
        );
        var id = draft.GetProperty("id").GetGuid();
        await VillagesKnownAsync(rehearsal, id);
        await rehearsal.As(Commune.Leader).PostAsync($"/planning/plans/{id}/publication", new { });
        rehearsal.Narrator.Step(Commune.Leader, "Ban hành kế hoạch chiến dịch hai tháng", draft.GetProperty("number").GetString()!);
        return id;
    }

    /// <summary>The villages become known to the planning service by events, after the commune; what is filed for one that is unknown is
    /// refused before the plan's status is looked at.</summary>
    private static async Task VillagesKnownAsync(RehearsalSession rehearsal, Guid plan)
    {
        for (var village = 1; village <= Villages; village++)
        {
            var report = Report(plan, new DateOnly(2023, 3, 15), village, "0km");
            await RehearsalSession.WaitAsync<bool>(
                "các thôn được biết ở dịch vụ kế hoạch",
                async () =>
                {
                    var code = await rehearsal
                        .As(Commune.Officer)
                        .CodeAsync(HttpMethod.Put, $"/planning/reports/{Guid.CreateVersion7()}", report);
                    return code == "planning.unit_not_of_plan" ? null : true;
                }
            );
        }
    }

    private static async Task<IReadOnlyList<(DateOnly Start, DateTimeOffset Due)>> WeeksAsync(RehearsalSession rehearsal, Guid plan)
    {
        var duties = await rehearsal
            .As(Reporter)
            .GetAsync($"/planning/duties?plan={plan}&unit={Commune.UnitCode}-01&status=pending&limit=100");
        var weeks = duties
            .GetProperty("items")
            .EnumerateArray()
            .Where(duty => duty.GetProperty("rule").GetString() == Weekly)
            .Select(duty => (Day(duty.GetProperty("start")), duty.GetProperty("dueAt").GetDateTimeOffset()))
            .ToList();
        rehearsal.Narrator.Step(Reporter, "Xem lịch báo cáo của thôn", $"{weeks.Count} tuần, hạn 14:30 thứ Năm");
        Expect(weeks.Count >= 8, "Chiến dịch hai tháng phải có ít nhất tám tuần báo cáo.");
        return weeks;
    }

    private static async Task<JsonElement> FileAsync(RehearsalSession rehearsal, Guid plan, DateOnly start, int village, Guid? id = null)
    {
        var who = village == 1 ? Reporter : Commune.Officer;
        var report = id ?? Guid.CreateVersion7();
        var filed = await rehearsal.As(who).PutAsync($"/planning/reports/{report}", Report(plan, start, village, "0,02km"));
        await rehearsal.As(who).UploadAsync($"/planning/reports/{report}/photos?consent=true", "duong-thon.png", SampleFiles.Png());
        return filed;
    }

    private static object Report(Guid plan, DateOnly start, int village, string length) =>
        new
        {
            planId = plan,
            rule = Weekly,
            unitCode = $"{Commune.UnitCode}-{village:00}",
            start,
            figures = new object[] { new { target = "T05", value = length }, new { target = "T07", value = 1 } },
            words = "Đã chỉnh trang vườn và giải tỏa nền đường",
            nextWeek = new[] { "Trồng hàng rào xanh" },
        };

    /// <summary>In the second week the first village corrects its report; in the fourth it sends one twice over a bad line.</summary>
    private static async Task CorrectedAndRepeatedAsync(RehearsalSession rehearsal, Guid plan, DateOnly start, int week)
    {
        if (week is not (1 or 3))
        {
            return;
        }

        var reporter = rehearsal.As(Reporter);
        var duties = await reporter.GetAsync($"/planning/duties?plan={plan}&unit={Commune.UnitCode}-01&status=filed&limit=100");
        var id = duties
            .GetProperty("items")
            .EnumerateArray()
            .Single(duty => duty.GetProperty("rule").GetString() == Weekly && Day(duty.GetProperty("start")) == start)
            .GetProperty("reportId")
            .GetGuid();
        if (week == 3)
        {
            var again = await reporter.PutAsync($"/planning/reports/{id}", Report(plan, start, 1, "0,02km"));
            Expect(again.GetProperty("revision").GetInt32() == 1, "Báo cáo gửi hai lần chỉ được tính một lần.");
            rehearsal.Narrator.Step(Reporter, "Gửi lại báo cáo vì mạng kém", "chỉ tính một lần");
            return;
        }

        var wrong = Report(plan, start, 1, "2 vườn");
        var read = await reporter.GetAsync($"/planning/reports/{id}");
        var unread = await reporter.IsRefusedAsync("planning.report_filed_before", HttpMethod.Put, $"/planning/reports/{id}", wrong);
        rehearsal.Narrator.Refused(Reporter, "Sửa báo cáo mà chưa đọc bản đã gửi", unread);
        var version = read.GetProperty("version").GetInt32();
        await reporter.PutAsync($"/planning/reports/{id}", Report(plan, start, 1, "0,03km"), version);
        rehearsal.Narrator.Step(Reporter, "Sửa số của thôn trong tuần: 0,03 km", "bản thứ hai, không muộn");
    }

    private static async Task SendUpAsync(RehearsalSession rehearsal, Guid plan, DateOnly start)
    {
        var sent = await rehearsal
            .As(Commune.Officer)
            .PutAsync($"/planning/plans/{plan}/consolidations/{Weekly}/{start:yyyy-MM-dd}", new { words = "Tổng hợp tuần" });
        rehearsal.Narrator.Step(
            Commune.Officer,
            $"Gửi báo cáo tổng hợp tuần từ {start:dd/MM}",
            $"{sent.GetProperty("units").GetArrayLength()} thôn, {sent.GetProperty("late").GetInt32()} muộn"
        );
    }

    private static async Task ClosedWeekRefusesAsync(RehearsalSession rehearsal, Guid plan, DateOnly start)
    {
        var why = await rehearsal
            .As(Reporter)
            .IsRefusedAsync(
                "planning.week_closed",
                HttpMethod.Put,
                $"/planning/reports/{Guid.CreateVersion7()}",
                Report(plan, start, 1, "0,5km")
            );
        rehearsal.Narrator.Refused(Reporter, "Báo cáo thêm cho tuần đã gửi tổng hợp", why);
    }

    private static async Task ReachedAsync(RehearsalSession rehearsal, Guid plan)
    {
        var progress = await rehearsal.As("canbo.huongson").GetAsync($"/planning/plans/{plan}/progress");
        var targets = progress.GetProperty("targets").EnumerateArray().ToList();
        foreach (var target in targets)
        {
            rehearsal.Narrator.Step(
                "canbo.huongson",
                $"Xem tiến độ: {target.GetProperty("text").GetString()}",
                $"{target.GetProperty("value").GetDecimal()} / {target.GetProperty("goal").GetDecimal()}"
            );
        }

        Expect(
            targets.TrueForAll(target => target.GetProperty("status").GetString() == "reached"),
            "Hết chiến dịch, các chỉ tiêu phải đạt: "
                + string.Join(", ", targets.Select(target => target.GetProperty("status").GetString()))
        );
    }

    private static object Content() =>
        new
        {
            header = new
            {
                style = "state",
                number = $"{Guid.CreateVersion7():N}"[^6..] + "/KH-BCĐ",
                issuedOn = "2023-03-10",
                issuer = "BCD",
                subject = "Chiến dịch hai tháng làm đường, làm vườn (dữ liệu mẫu)",
            },
            periods = new[]
            {
                new
                {
                    key = "G1",
                    name = "cao điểm",
                    kind = "main",
                    from = "2023-03-15",
                    to = "2023-05-15",
                },
            },
            bodies = new[]
            {
                Body("BCD", "Ban chỉ đạo xã", "commune", "steering", "leader"),
                Body("BPT", "Ban phát triển thôn", "village", "board", "reporter"),
            },
            places = new[]
            {
                new
                {
                    key = "XA",
                    name = "xã Sơn Bằng",
                    kind = "commune",
                    unitCode = Commune.UnitCode,
                },
            },
            targets = new[] { Target("T05", "Chiều dài nền đường mở rộng", "km", 0.7m), Target("T07", "Vườn cải tạo", "vườn", 35m) },
            reporting = new[]
            {
                new
                {
                    key = Weekly,
                    reporters = new[] { "BPT" },
                    receivers = new[] { "BCD" },
                    rhythm = "weekly",
                    weekday = "Thursday",
                    time = "14:30:00",
                    cutOff = "before-instant",
                    media = new[] { "report", "photos", "next-week" },
                },
            },
        };

    private static object Body(string key, string name, string level, string kind, string role) =>
        new
        {
            key,
            name,
            @short = name,
            level,
            kind,
            role,
        };

    private static object Target(string key, string text, string measure, decimal value) =>
        new
        {
            key,
            text,
            measure,
            kind = "reach",
            @operator = ">=",
            value,
            place = "XA",
        };

    private static DateOnly Day(JsonElement day) => DateOnly.Parse(day.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static void Expect(bool holds, string words)
    {
        if (!holds)
        {
            throw new RehearsalFailure(words);
        }
    }
}
