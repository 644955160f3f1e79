using System.Net;
using System.Text.Json;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

/// <summary>One commune with some of everything that is listed.</summary>
public sealed class RecordListTests : IAsyncLifetime
{
    private readonly PlanningPlatform platform = new();
    private string commune = "";
    private Guid plan;

    public async ValueTask InitializeAsync()
    {
        await platform.InitializeAsync();
        await platform.UnitAsync("42/439", "district");
        commune = await platform.CommuneAsync();
        plan = await platform.PublishAsync(
            commune,
            TaskPlan.Content([.. Enumerable.Range(1, 3).Select(number => TaskPlan.Task($"K0{number}") with { Responsible = ["BPT"] })]) with
            {
                Funding = [Fund("F01"), Fund("F02")],
            }
        );
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    /// <summary>The field that a filter fixes, and how many of the five rows have its value.</summary>
    [Theory]
    [InlineData("tasks", 9, "unit", "unitCode", 3)]
    [InlineData("difficulties", 5, "state", "state", 2)]
    [InlineData("supports", 5, "fund", "fund", 2)]
    [InlineData("visits", 5, "unit", "unitCode", 2)]
    [InlineData("fund-entries", 5, "fund", "fund", 2)]
    [InlineData("model-sites", 5, "village", "villageCode", 2)]
    [InlineData("findings", 5, null, null, 5)]
    public async Task Paging_gives_each_row_once_in_the_same_order_and_filters_hold(
        string list,
        int rows,
        string? filter,
        string? field,
        int fitting
    )
    {
        var value = await FillAsync(list);
        var path = list is "fund-entries" or "model-sites" ? $"planning/plans/{plan}/{list}?" : $"planning/{list}?plan={plan}&";
        var officer = platform.Officer(commune);

        var all = await officer.PagesAsync(path, 100);

        Assert.Equal(rows, all.Distinct().Count());
        foreach (var limit in new[] { 1, 2, rows })
        {
            Assert.Equal(all, await officer.PagesAsync(path, limit));
        }

        if (filter is not null)
        {
            var filtered = await officer.PagesAsync($"{path}{filter}={value}", 1);
            Assert.Equal(fitting, filtered.Count);
            Assert.Equal(filtered, all.Where(row => Field(row, field!) == value));
        }
    }

    [Theory]
    [InlineData("tasks")]
    [InlineData("difficulties")]
    [InlineData("supports")]
    [InlineData("visits")]
    [InlineData("findings")]
    public async Task A_foreign_commune_and_a_foreign_plan_list_nothing(string list)
    {
        await FillAsync(list);
        var foreign = platform.Platform.As("somebody", $"leader@{await platform.CommuneAsync()}");

        Assert.Empty(await foreign.PagesAsync($"planning/{list}", 10));
        Assert.Empty(await platform.Officer(commune).PagesAsync($"planning/{list}?plan={Guid.CreateVersion7()}", 10));
        using var damaged = await platform.Officer(commune).GetAsync($"planning/{list}?after=%21%21");
        Assert.Equal(HttpStatusCode.BadRequest, damaged.StatusCode);
    }

    /// <summary>Makes five rows, two of them with another value of the field that is filtered; answers that value.</summary>
    private async Task<string> FillAsync(string list)
    {
        var (first, second) = (CodeOf(Village(commune, 1)), CodeOf(Village(commune, 2)));
        for (var number = 1; number <= 5 && list != "tasks"; number++)
        {
            var (id, two) = (Guid.CreateVersion7(), number % 2 == 0);
            var village = two ? second : first;
            await (
                list switch
                {
                    "difficulties" => RaiseAsync(id, two),
                    "supports" => PutAsync($"supports/{id}", Support(number, two ? "F02" : "F01", village)),
                    "visits" => PutAsync($"visits/{id}", Visit(village, 1)),
                    "findings" => number == 1 ? PutAsync($"visits/{id}", Visit(village, 5)) : Task.CompletedTask,
                    "fund-entries" => PutAsync($"plans/{plan}/fund-entries/{id}", Entry(two ? "F02" : "F01")),
                    _ => PutAsync($"model-sites/{id}", Garden(village, number)),
                }
            );
        }

        return list switch
        {
            "difficulties" => "closed",
            "supports" or "fund-entries" => "F02",
            "tasks" => first,
            _ => second,
        };
    }

    private async Task RaiseAsync(Guid id, bool close)
    {
        var reporter = platform.Reporter(Village(commune, 1));
        var body = new
        {
            planId = plan,
            unitCode = CodeOf(Village(commune, 1)),
            text = "Một hộ thôn chưa hiến đất",
        };
        await ReadAsync<JsonElement>(await reporter.SendAsync(HttpMethod.Put, $"planning/difficulties/{id}", body));
        if (close)
        {
            await ReadAsync<JsonElement>(await reporter.SendAsync(HttpMethod.Post, $"planning/difficulties/{id}/closure"));
        }
    }

    private async Task PutAsync(string path, object body) =>
        await ReadAsync<JsonElement>(await platform.Officer(commune).SendAsync(HttpMethod.Put, $"planning/{path}", body));

    private object Support(int number, string fund, string village) =>
        new
        {
            planId = plan,
            fund,
            villageCode = village,
            category = "hộ nghèo",
            householdCode = $"A-{number}",
            head = $"Chủ hộ {number}",
            address = "Xóm 3",
        };

    private object Visit(string unit, int findings) =>
        new
        {
            planId = plan,
            unitCode = unit,
            team = "BCD",
            day = "2023-03-01",
            findings = Enumerable
                .Range(0, findings)
                .Select(number => new
                {
                    text = $"Nội dung {number}",
                    severity = "defect",
                    followUpBy = $"2023-03-{20 - (number % 3)}",
                }),
        };

    private static object Entry(string fund) =>
        new
        {
            fund,
            kind = "planned",
            amount = 5,
            documentNumber = "12/QĐ-UBND",
            documentDay = "2023-03-01",
        };

    private object Garden(string village, int number) =>
        new
        {
            planId = plan,
            kind = "garden",
            villageCode = village,
            number,
        };

    private static string? Field(string row, string field) => JsonDocument.Parse(row).RootElement.GetProperty(field).GetString();

    private static PlanFund Fund(string key) =>
        new()
        {
            Key = key,
            Source = $"Nguồn {key}",
            Amount = 1_000_000,
            Unit = "VND/hộ",
            Eligibility = ["hộ nghèo"],
        };
}
