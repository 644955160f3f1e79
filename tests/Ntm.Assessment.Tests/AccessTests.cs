using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Assessment.Tests.Rules;
using Ntm.Testing;

namespace Ntm.Assessment.Tests;

/// <summary>Every route of the service, and what a stranger gets there. A route that is not in the table fails.</summary>
public sealed partial class AccessTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private const string Draft = "/assessment/self-assessments/{dossierId:guid}";
    private const string Survey = "/assessment/surveys/{id:guid}";

    /// <summary>What an account of another province gets: 200 for public rules and empty lists, else 403 or 404.</summary>
    private static readonly Dictionary<string, HttpStatusCode> Stranger = new()
    {
        ["GET /assessment/audit"] = HttpStatusCode.OK,
        ["GET /assessment/held-files"] = HttpStatusCode.Forbidden,
        ["POST /assessment/held-files/{hash}/verdict"] = HttpStatusCode.Forbidden,
        ["GET /assessment/uploads/{upload:guid}"] = HttpStatusCode.NotFound,
        ["PATCH /assessment/uploads/{upload:guid}"] = HttpStatusCode.NotFound,
        [$"POST {Draft}/criteria-set"] = HttpStatusCode.NotFound,
        [$"GET {Draft}/criteria-set/{{code}}"] = HttpStatusCode.NotFound,
        ["GET /assessment/criteria-sets"] = HttpStatusCode.OK,
        ["GET /assessment/criteria-sets/{code}"] = HttpStatusCode.NotFound,
        ["POST /assessment/criteria-sets"] = HttpStatusCode.Forbidden,
        ["PUT /assessment/criteria-sets/{code}/content"] = HttpStatusCode.NotFound,
        ["GET /assessment/criteria-sets/{code}/preview"] = HttpStatusCode.NotFound,
        ["DELETE /assessment/criteria-sets/{code}"] = HttpStatusCode.NotFound,
        ["POST /assessment/criteria-sets/{code}/publication"] = HttpStatusCode.NotFound,
        ["GET /assessment/criteria-drafts"] = HttpStatusCode.Forbidden,
        ["GET /assessment/unit-groups"] = HttpStatusCode.Forbidden,
        ["POST /assessment/unit-groups/{unitCode}"] = HttpStatusCode.NotFound,
        ["GET /assessment/entries"] = HttpStatusCode.Forbidden,
        ["GET /assessment/entries/{entry:guid}"] = HttpStatusCode.NotFound,
        ["GET /assessment/entries/{entry:guid}/document"] = HttpStatusCode.NotFound,
        ["POST /assessment/entries/{entry:guid}/document"] = HttpStatusCode.NotFound,
        ["POST /assessment/entries/{entry:guid}/into-force"] = HttpStatusCode.NotFound,
        ["POST /assessment/entries/{entry:guid}/refusal"] = HttpStatusCode.NotFound,
        ["POST /assessment/entries/{entry:guid}/withdrawal"] = HttpStatusCode.NotFound,
        ["GET /assessment/survey-rules"] = HttpStatusCode.OK,
        ["GET /assessment/threshold-confirmations"] = HttpStatusCode.Forbidden,
        ["POST /assessment/threshold-confirmations"] = HttpStatusCode.Forbidden,
        [$"GET {Draft}"] = HttpStatusCode.NotFound,
        [$"PUT {Draft}/values"] = HttpStatusCode.NotFound,
        [$"POST {Draft}/indicators/{{code}}/evidence"] = HttpStatusCode.NotFound,
        [$"DELETE {Draft}/indicators/{{code}}/evidence/{{hash}}"] = HttpStatusCode.NotFound,
        [$"GET {Draft}/evidence/{{hash}}"] = HttpStatusCode.NotFound,
        [$"POST {Draft}/submission"] = HttpStatusCode.NotFound,
        [$"GET {Draft}/proof"] = HttpStatusCode.NotFound,
        [$"GET {Draft}/revisions"] = HttpStatusCode.NotFound,
        [$"GET {Draft}/revisions/{{number:int}}"] = HttpStatusCode.NotFound,
        [$"GET {Draft}/revisions/{{number:int}}/diff"] = HttpStatusCode.NotFound,
        ["GET /assessment/surveys"] = HttpStatusCode.OK,
        [$"GET {Survey}"] = HttpStatusCode.NotFound,
        [$"PUT {Survey}/villages/{{code}}"] = HttpStatusCode.NotFound,
        [$"POST {Survey}/closure"] = HttpStatusCode.NotFound,
    };

    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["threshold-confirmations"] =
            """{"province":"42","documentNumber":"1","documentDate":"2023-01-01","validFrom":"2023-01-01","thresholds":"""
            + """ [{"rule":"a","item":"1","threshold":"1"}]}""",
        ["criteria-sets"] =
            """{"code":"T_1","province":"42","title":"xa-ntm","name":"a","documentNumber":"1","documentDate":"2023-01-01","validFrom":"""
            + """ "2023-01-01","validTo":null,"extends":null,"file":{"name":"a.csv","content":""}}""",
        ["criteria-set"] = """{"code":"T_1","documentNumber":"1","documentDate":"2023-01-01"}""",
        ["content"] = """{"file":{"name":"a.csv","content":""}}""",
        ["{unitCode}"] = """{"group":1,"documentNumber":"1","documentDate":"2023-01-01","validFrom":"2023-01-01"}""",
        ["values"] = """{"values":[{"code":"1.1","value":null}]}""",
        ["{code}"] = """{"households":1,"issued":1,"returned":1,"valid":1,"invalid":0,"answers":[]}""",
        ["refusal"] = """{"reason":"a"}""",
        ["verdict"] = """{"release":true,"reason":"a"}""",
        ["closure"] = """{"minutesNumber":"1","minutesDate":"2023-03-01","signatories":[{"name":"a","position":"b"}]}""",
    };

    [Fact]
    public void Every_route_of_the_service_stands_in_the_table() =>
        Assert.Equal(
            Stranger.Keys.Order(StringComparer.Ordinal),
            fixture
                .Platform.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint =>
                    endpoint.RoutePattern.RawText!.StartsWith("/assessment/", StringComparison.Ordinal)
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
        var unit = AssessmentPlatform.NewCommune();
        var dossier = await fixture.OpenAsync(unit);
        var survey = await fixture.OpenSurveyAsync(dossier, unit);
        foreach (var (route, expected) in Stranger)
        {
            Assert.Equal(
                (route, HttpStatusCode.Unauthorized),
                (route, (await SendAsync(fixture.Platform.Anonymous(), route, dossier, survey)).StatusCode)
            );
            Assert.Equal(
                (route, expected),
                (
                    route,
                    (
                        await SendAsync(fixture.Platform.As("stranger", "leader@38", "officer@38/380/14000"), route, dossier, survey)
                    ).StatusCode
                )
            );
        }
    }

    [Fact]
    public async Task Damaged_rules_stop_the_start_with_every_fault_named()
    {
        var folder = Directory.CreateTempSubdirectory("ntm-rules-").FullName;
        foreach (
            var (path, bytes) in TestRules
                .Files()
                .With("criteria/XA_NTM_2021_2025.csv", "8.1,", "8 1,")
                .With("surveys/rules.json", "\">\"", "\"~\"")
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            await File.WriteAllBytesAsync(Path.Combine(folder, path), bytes);
        }

        var damaged = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(folder));
        var absent = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(folder + "-absent"));

        Assert.Contains("criteria/XA_NTM_2021_2025.csv, dòng 17, cột code", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("surveys/rules.json, dòng 1, cột demands.op", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("Assessment:RulesFolder", absent.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static Task<TestPlatform> StartAsync(string folder) =>
        TestPlatform.StartAsync(
            AssessmentPlatform.Start,
            new Dictionary<string, string?> { ["Assessment:RulesFolder"] = folder },
            new AssessmentModule()
        );

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string route, Guid dossier, Guid survey)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        var address = path.Replace("{dossierId:guid}", $"{dossier}", StringComparison.Ordinal)
            .Replace("{id:guid}", $"{survey}", StringComparison.Ordinal)
            .Replace("{upload:guid}", $"{Guid.Empty}", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Parameter().Replace(address, "1")}?province=42")
        {
            Headers = { { "Upload-Offset", "0" } },
        };
        if (method != "GET" && Bodies.TryGetValue(path.Split('/')[^1], out var body))
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }
        else if (path.EndsWith("/evidence", StringComparison.Ordinal))
        {
            request.Content = new MultipartFormDataContent { { new ByteArrayContent(SampleFiles.Pdf()), "file", "a.pdf" } };
        }

        return await client.SendAsync(request);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
