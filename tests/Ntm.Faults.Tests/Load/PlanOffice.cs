using System.Globalization;

namespace Ntm.Faults.Tests.Load;

/// <summary>A commune with two villages, its officer, its leader and the reporter of both villages.</summary>
internal sealed class PlanOffice(string code, LoadUser officer, LoadUser leader, LoadUser reporter, Func<DateOnly> today)
{
    private static readonly Repeat Keyed = new(Keyed: true, Times: 2);
    private static readonly Repeat ById = new(Keyed: false, Times: 2);

    private volatile int rounds;

    /// <summary>Rounds that it has ended.</summary>
    public int Rounds => rounds;

    /// <summary>Registers a commune, its villages and its people; done before the first kill.</summary>
    public static async Task<PlanOffice> FoundAsync(LoadPeople people, int number, Func<DateOnly> today)
    {
        var code = $"{80000 + number}";
        await UnitAsync(people, code, "commune", LoadPeople.District);
        await UnitAsync(people, code + "-01", "village", code);
        await UnitAsync(people, code + "-02", "village", code);
        var officer = await HireAsync(people, (3 * number) + 1, ("officer", code));
        var leader = await HireAsync(people, (3 * number) + 2, ("leader", code));
        var reporter = await HireAsync(people, (3 * number) + 3, ("reporter", code + "-01"), ("reporter", code + "-02"));
        return new PlanOffice(code, officer, leader, reporter, today);
    }

    /// <summary>Carries one plan from its draft through a week and an amendment.</summary>
    public async Task RunAsync(int round)
    {
        var plan = await PublishAsync(round);
        var week = PlanContent.WeekOf(today());
        await FileAsync(plan, "01", week, round);
        if (round % 2 == 0)
        {
            await FileAsync(plan, "02", week, round);
        }

        await WorkAsync(plan, round);
        await RaiseAsync(plan, round);
        await AmendAsync(plan, round);
        await SendUpAsync(plan, week, round);
        rounds++;
    }

    private async Task<Guid> PublishAsync(int round)
    {
        var number = $"{round:0000}/KH-BCĐ";
        var draft = await officer.DoAsync(
            "plan",
            HttpMethod.Post,
            "/planning/plans",
            new
            {
                unitCode = code,
                year = 2023,
                content = PlanContent.Of(number, "Xây dựng nông thôn mới (dữ liệu mẫu)"),
            },
            detail: $"{code} {number}",
            notYet: "planning.unit_unknown"
        );
        var plan = draft.GetProperty("id").GetGuid();
        await leader.RepeatAsync("edition", HttpMethod.Post, Of(plan) + "/publication", new { }, $"{plan} 1", Keyed, null);
        return plan;
    }

    private Task FileAsync(Guid plan, string village, DateOnly week, int round)
    {
        var (id, gardens) = (Guid.CreateVersion7(), round % 5);
        return reporter.RepeatAsync(
            "report",
            HttpMethod.Put,
            $"/planning/reports/{id}",
            new
            {
                planId = plan,
                rule = PlanContent.Weekly,
                unitCode = $"{code}-{village}",
                start = Written(week),
                figures = new[] { new { target = "T01", value = 2 }, new { target = "T02", value = gardens } },
                words = "Đã làm",
            },
            $"{plan} {id} T01=2 T02={gardens}",
            round % 3 == 0 ? ById : Keyed,
            null
        );
    }

    /// <summary>Registers three items for the week after the next one, so that none is over before it is marked, and does the
    /// first.</summary>
    private async Task WorkAsync(Guid plan, int round)
    {
        var ids = new[] { Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7() };
        await reporter.RepeatAsync(
            "work",
            HttpMethod.Put,
            $"{Of(plan)}/weeks/{Written(PlanContent.WeekAfterNext(today()))}/work",
            new { unitCode = code + "-01", items = ids.Index().Select(item => new { id = item.Item, text = $"Việc {item.Index}" }) },
            $"{plan} {string.Join(' ', ids)}",
            round % 2 == 0 ? ById : Keyed,
            null
        );
        await reporter.RepeatAsync(
            "work-done",
            HttpMethod.Put,
            $"/planning/work/{ids[0]}/done",
            null,
            $"{ids[0]}",
            ById,
            "planning.work_carried"
        );
    }

    private async Task RaiseAsync(Guid plan, int round)
    {
        var id = Guid.CreateVersion7();
        await reporter.RepeatAsync(
            "difficulty",
            HttpMethod.Put,
            $"/planning/difficulties/{id}",
            new
            {
                planId = plan,
                unitCode = code + "-01",
                text = "Một hộ chưa đồng ý hiến đất.",
            },
            $"{plan} {id}",
            round % 2 == 0 ? Keyed : ById,
            null
        );
        if (round % 3 > 0)
        {
            var answer = new { text = "Xã cử tổ vận động." };
            await officer.RepeatAsync("answer", HttpMethod.Post, $"/planning/difficulties/{id}/answer", answer, $"{id}", Keyed, null);
        }
    }

    private async Task AmendAsync(Guid plan, int round)
    {
        await officer.DoAsync(
            "amendment",
            HttpMethod.Put,
            Of(plan) + "/content",
            PlanContent.Of($"{round:0000}/KH-BCĐ", "Xây dựng nông thôn mới, sửa đổi (dữ liệu mẫu)"),
            detail: $"{plan}"
        );
        var reason = new { reason = "Công văn 12-CV/BCĐ" };
        await leader.RepeatAsync("edition", HttpMethod.Post, Of(plan) + "/publication", reason, $"{plan} 2", Keyed, null);
    }

    private Task SendUpAsync(Guid plan, DateOnly week, int round) =>
        officer.RepeatAsync(
            "consolidation",
            HttpMethod.Put,
            $"{Of(plan)}/consolidations/{PlanContent.Weekly}/{Written(week)}",
            new { words = $"Đợt {round}" },
            $"{plan} {Written(week)}",
            Keyed,
            null
        );

    private static string Of(Guid plan) => $"/planning/plans/{plan}";

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task UnitAsync(LoadPeople people, string code, string level, string parent) =>
        people.Administrator.DoAsync(
            "unit-of-plans",
            HttpMethod.Post,
            "/identity/units",
            new
            {
                code,
                level,
                name = "Đơn vị " + code,
                parentCode = parent,
                validFrom = "2020-01-01",
                document = new { number = code + "/NQ-HĐND", date = "2020-01-01" },
            }
        );

    private static async Task<LoadUser> HireAsync(LoadPeople people, int number, params (string Role, string Unit)[] grants)
    {
        var (user, account) = await people.HireAsync(number);
        foreach (var (role, unit) in grants)
        {
            await people.Administrator.DoAsync(
                "grant-of-plans",
                HttpMethod.Post,
                $"/identity/accounts/{account}/grants",
                new
                {
                    role,
                    unitCode = unit,
                    validFrom = "2020-01-01",
                }
            );
        }

        await user.SignInAsync();
        return user;
    }
}
