using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.Planning.Tests;

/// <summary>Every route of the service, and what a stranger gets there. A route that is not in the table fails.</summary>
public sealed class AccessTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    private const string Plan = "/planning/plans/{id:guid}";
    private const string Report = "/planning/reports/{id:guid}";
    private const string Difficulty = "/planning/difficulties/{id:guid}";
    private const string Support = "/planning/supports/{id:guid}";
    private const string Site = "/planning/model-sites/{id:guid}";
    private const string Visit = "/planning/visits/{id:guid}";
    private const string Consolidation = Plan + "/consolidations/{rule}/{start}";

    /// <summary>What an account of another province gets: 200 for its own empty lists and the template, else 403 or 404.</summary>
    private static readonly Dictionary<string, HttpStatusCode> Stranger = new()
    {
        ["GET /planning/audit"] = HttpStatusCode.OK,
        ["GET /planning/plans"] = HttpStatusCode.OK,
        ["POST /planning/plans"] = HttpStatusCode.Forbidden,
        ["POST /planning/plans/import"] = HttpStatusCode.Forbidden,
        ["POST /planning/plans/preview"] = HttpStatusCode.Forbidden,
        ["GET /planning/plans/workbook-template"] = HttpStatusCode.OK,
        [$"GET {Plan}"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/draft"] = HttpStatusCode.NotFound,
        [$"DELETE {Plan}/draft"] = HttpStatusCode.NotFound,
        [$"PUT {Plan}/content"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/workbook"] = HttpStatusCode.NotFound,
        [$"PUT {Plan}/workbook"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/editions/{{from:int}}/changes"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/warnings"] = HttpStatusCode.NotFound,
        [$"POST {Plan}/publication"] = HttpStatusCode.NotFound,
        [$"POST {Plan}/closure"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/progress"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/progress/{{target}}"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/roll-up"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/reporting"] = HttpStatusCode.NotFound,
        [$"GET {Consolidation}"] = HttpStatusCode.NotFound,
        [$"PUT {Consolidation}"] = HttpStatusCode.NotFound,
        [$"POST {Consolidation}/return"] = HttpStatusCode.NotFound,
        ["GET /planning/duties"] = HttpStatusCode.OK,
        ["POST /planning/duties/reminders"] = HttpStatusCode.OK,
        ["GET /planning/tasks"] = HttpStatusCode.OK,
        [$"POST {Plan}/tasks/{{task}}/completion"] = HttpStatusCode.NotFound,
        [$"DELETE {Plan}/tasks/{{task}}/completion"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/weeks/{{start}}/work"] = HttpStatusCode.NotFound,
        [$"PUT {Plan}/weeks/{{start}}/work"] = HttpStatusCode.NotFound,
        ["PUT /planning/work/{id:guid}/done"] = HttpStatusCode.NotFound,
        ["DELETE /planning/work/{id:guid}/done"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/standings"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/bulletin"] = HttpStatusCode.NotFound,
        [$"PUT {Report}"] = HttpStatusCode.NotFound,
        [$"GET {Report}"] = HttpStatusCode.NotFound,
        [$"GET {Report}/revisions"] = HttpStatusCode.NotFound,
        [$"POST {Report}/return"] = HttpStatusCode.NotFound,
        [$"GET {Report}/photos"] = HttpStatusCode.NotFound,
        [$"POST {Report}/photos"] = HttpStatusCode.NotFound,
        [$"GET {Report}/photos/{{photo:guid}}"] = HttpStatusCode.NotFound,
        [$"DELETE {Report}/photos/{{photo:guid}}"] = HttpStatusCode.NotFound,
        ["GET /planning/difficulties"] = HttpStatusCode.OK,
        [$"PUT {Difficulty}"] = HttpStatusCode.NotFound,
        [$"GET {Difficulty}"] = HttpStatusCode.NotFound,
        [$"POST {Difficulty}/transfer"] = HttpStatusCode.NotFound,
        [$"POST {Difficulty}/answer"] = HttpStatusCode.NotFound,
        [$"POST {Difficulty}/reopening"] = HttpStatusCode.NotFound,
        [$"POST {Difficulty}/closure"] = HttpStatusCode.NotFound,
        [$"PUT {Plan}/fund-entries/{{entry:guid}}"] = HttpStatusCode.NotFound,
        [$"POST {Plan}/fund-entries/{{entry:guid}}/counter-entry"] = HttpStatusCode.NotFound,
        [$"PUT {Plan}/contributions/{{entry:guid}}"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/fund-entries"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/funds"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/supports/summary"] = HttpStatusCode.NotFound,
        ["GET /planning/supports"] = HttpStatusCode.OK,
        [$"PUT {Support}"] = HttpStatusCode.NotFound,
        [$"GET {Support}"] = HttpStatusCode.NotFound,
        [$"GET {Support}/documents"] = HttpStatusCode.NotFound,
        [$"POST {Support}/documents"] = HttpStatusCode.NotFound,
        [$"GET {Support}/documents/{{document:guid}}"] = HttpStatusCode.NotFound,
        [$"DELETE {Support}/documents/{{document:guid}}"] = HttpStatusCode.NotFound,
        [$"POST {Support}/design"] = HttpStatusCode.NotFound,
        [$"POST {Support}/approval"] = HttpStatusCode.NotFound,
        [$"POST {Support}/payment"] = HttpStatusCode.NotFound,
        [$"POST {Support}/repayment"] = HttpStatusCode.NotFound,
        [$"POST {Support}/rejection"] = HttpStatusCode.NotFound,
        [$"POST {Support}/withdrawal"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/model-sites"] = HttpStatusCode.NotFound,
        [$"GET {Plan}/model-sites/summary"] = HttpStatusCode.NotFound,
        [$"PUT {Site}"] = HttpStatusCode.NotFound,
        [$"GET {Site}"] = HttpStatusCode.NotFound,
        [$"POST {Site}/criteria"] = HttpStatusCode.NotFound,
        [$"POST {Site}/help"] = HttpStatusCode.NotFound,
        [$"POST {Site}/recognition"] = HttpStatusCode.NotFound,
        ["GET /planning/held-files"] = HttpStatusCode.Forbidden,
        ["POST /planning/held-files/{hash}/verdict"] = HttpStatusCode.Forbidden,
        ["GET /planning/uploads/{upload:guid}"] = HttpStatusCode.NotFound,
        ["PATCH /planning/uploads/{upload:guid}"] = HttpStatusCode.NotFound,
        ["GET /planning/visits"] = HttpStatusCode.OK,
        ["GET /planning/findings"] = HttpStatusCode.OK,
        [$"PUT {Visit}"] = HttpStatusCode.NotFound,
        [$"GET {Visit}"] = HttpStatusCode.NotFound,
        [$"POST {Visit}/findings/{{number:int}}/follow-up"] = HttpStatusCode.NotFound,
    };

    private const string Content = """
        {"header": {"style": "state", "issuer": "B", "subject": "a"},
        "periods": [{"key": "G", "name": "a", "kind": "main", "from": "2023-01-01", "to": "2023-12-31"}],
        "bodies": [{"key": "B", "name": "a", "short": "a", "level": "commune", "kind": "steering"}]}
        """;

    [Fact]
    public void Every_route_of_the_service_stands_in_the_table() =>
        Assert.Equal(
            Stranger.Keys.Order(StringComparer.Ordinal),
            fixture
                .Platform.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint =>
                    endpoint.RoutePattern.RawText!.StartsWith("/planning/", StringComparison.Ordinal)
                    && !endpoint.RoutePattern.RawText.Contains("dead-letters", StringComparison.Ordinal)
                )
                .Select(endpoint =>
                    $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText}"
                )
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Without_a_token_every_route_answers_401_and_a_stranger_gets_what_the_table_says()
    {
        var unit = await fixture.CommuneAsync();
        var plan = await fixture.PublishAsync(unit);
        var report = Guid.CreateVersion7();
        await PlanningPlatform.FileAsync(
            fixture.Reporter(PlanningPlatform.Village(unit, 1)),
            PlanningPlatform.Report(plan, PlanningPlatform.Village(unit, 1), SmallPlan.From, ("T01", 0.1m, null)),
            report
        );
        foreach (var (route, expected) in Stranger)
        {
            Assert.Equal(
                (route, HttpStatusCode.Unauthorized),
                (route, (await SendAsync(fixture.Platform.Anonymous(), route, unit, plan, report)).StatusCode)
            );
            var stranger = fixture.Platform.As("stranger", "leader@38", "officer@38/380/14000", "reporter@38/380/14000/14000-01");
            Assert.Equal((route, expected), (route, (await SendAsync(stranger, route, unit, plan, report)).StatusCode));
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string route, string unit, Guid plan, Guid report)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var address = pattern
            .Replace(
                "{id:guid}",
                pattern.Contains("/reports/", StringComparison.Ordinal) ? $"{report}" : $"{plan}",
                StringComparison.Ordinal
            )
            .Replace("{entry:guid}", $"{Guid.Empty}", StringComparison.Ordinal)
            .Replace("{number:int}", "1", StringComparison.Ordinal)
            .Replace("{from:int}", "1", StringComparison.Ordinal)
            .Replace("{photo:guid}", $"{Guid.Empty}", StringComparison.Ordinal)
            .Replace("{target}", "T01", StringComparison.Ordinal)
            .Replace("{task}", "K01", StringComparison.Ordinal)
            .Replace("{rule}", "R01", StringComparison.Ordinal)
            .Replace("{upload:guid}", $"{Guid.Empty}", StringComparison.Ordinal)
            .Replace("{start}", "2023-03-01", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Headers = { { "Upload-Offset", "0" } } };
        if (BodyOf(method, pattern, unit, plan) is { } body)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        return await client.SendAsync(request);
    }

    private static string? BodyOf(string method, string pattern, string unit, Guid plan)
    {
        var code = PlanningPlatform.CodeOf(unit);
        const string File = """{"name":"a.xlsx","content":"UEsDBBQAAAAI"}""";
        return (method, pattern.Split('/')[^1]) switch
        {
            ("GET" or "DELETE" or "PATCH", _) or (_, "closure" or "photos" or "documents" or "design" or "approval" or "done") => null,
            (_, "plans") => $$"""{"unitCode":"{{code}}","year":2023,"content":{{Content}}}""",
            (_, "import" or "preview") => $$"""{"unitCode":"{{code}}","year":2023,"file":{{File}}}""",
            (_, "content") => Content,
            (_, "workbook") => $$"""{"file":{{File}}}""",
            (_, "publication" or "completion") => "{}",
            (_, "reminders") => $$"""{"planId":"{{plan}}","unitCode":"{{code}}"}""",
            (_, "return" or "transfer" or "reopening" or "repayment" or "rejection" or "withdrawal" or "counter-entry") =>
                """{"reason":"Thiếu số liệu"}""",
            (_, "verdict") => """{"release":true,"reason":"a"}""",
            (_, "payment") => """{"voucher":"a","day":"2023-03-01"}""",
            (_, "{entry:guid}") when pattern.Contains("contributions", StringComparison.Ordinal) =>
                $$"""{"fund":"F","villageCode":"{{code}}-01","measure":"land","amount":1,"donor":"other","day":"2023-03-01"}""",
            (_, "{entry:guid}") => """{"fund":"F","kind":"spent","amount":1,"documentNumber":"a","documentDay":"2023-03-01"}""",
            (_, "{id:guid}") when pattern == Support => $$"""{"planId":"{{plan}}","fund":"F","villageCode":"{{code}}-01","category":"a","""
                + """ "householdCode":"a","head":"a","address":"a"}""",
            (_, "follow-up") => """{"day":"2023-03-01","text":"a"}""",
            (_, "{id:guid}") when pattern == Visit => $$"""{"planId":"{{plan}}","unitCode":"{{code}}","team":"B","day":"2023-03-01"}""",
            (_, "help") => "{}",
            (_, "criteria") => """{"criterion":"VM-1","met":true,"day":"2023-03-01"}""",
            (_, "recognition") => """{"documentNumber":"a","day":"2023-03-01"}""",
            (_, "{id:guid}") when pattern == Site => $$"""{"planId":"{{plan}}","kind":"area","villageCode":"{{code}}-01"}""",
            (_, "answer") => """{"text":"a"}""",
            (_, "{id:guid}") when pattern == Difficulty => $$"""{"planId":"{{plan}}","unitCode":"{{code}}-01","text":"a"}""",
            (_, "work") => $$"""{"unitCode":"{{code}}-01","items":[]}""",
            (_, "{start}") => """{"words":"Tổng hợp"}""",
            _ => $$"""{"planId":"{{plan}}","rule":"R01","unitCode":"{{code}}-01","start":"2023-03-01","figures":[],"words":"a"}""",
        };
    }
}
