using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ntm.Gateway.Tests.Description;

/// <summary>The published description says of everything what it is: an integrator needs nothing else.</summary>
[Collection(nameof(PlatformDescription))]
public sealed partial class EveryOperationTests(PlatformDescription described)
{
    private static readonly string[] TypeKeywords = ["type", "$ref", "oneOf", "anyOf", "allOf"];

    [Fact]
    public void Every_property_has_a_type_and_a_description()
    {
        var properties = described.Document["components"]!["schemas"]!
            .AsObject()
            .SelectMany(schema => Properties(schema.Key, schema.Value))
            .ToList();

        Assert.True(properties.Count > 600, $"only {properties.Count} properties");
        Assert.Empty(properties.Where(property => !IsTyped(property.Schema)).Select(property => property.Name));
        Assert.Empty(properties.Where(property => IsBlank(property.Schema["description"])).Select(property => property.Name));
    }

    [Fact]
    public void Every_enum_is_of_strings_and_lists_them()
    {
        var enums = described.Document["components"]!["schemas"]!.AsObject().Where(schema => schema.Value!["enum"] is not null).ToList();

        Assert.NotEmpty(enums);
        Assert.All(enums, schema => Assert.Equal("string", schema.Value!["type"]!.GetValue<string>()));
    }

    [Fact]
    public void Every_operation_has_its_own_name_and_summary_and_described_parameters()
    {
        var operations = described.Operations().ToList();
        var parameters = operations
            .SelectMany(entry =>
                (entry.Operation["parameters"] as JsonArray ?? []).Select(parameter =>
                    (Name: $"{entry.Name} {parameter!["name"]}", Parameter: parameter.AsObject())
                )
            )
            .ToList();

        Assert.Equal(EndpointRow.All.Count, operations.Count);
        Assert.Empty(operations.Where(entry => IsBlank(entry.Operation["operationId"])).Select(entry => entry.Name));
        Assert.Empty(operations.Where(entry => IsBlank(entry.Operation["summary"])).Select(entry => entry.Name));
        Assert.Empty(operations.Where(entry => Address().IsMatch($"{entry.Operation["summary"]}")).Select(entry => entry.Name));
        Assert.Empty(
            operations
                .GroupBy(entry => $"{entry.Operation["tags"]![0]}: {entry.Operation["summary"]}")
                .Where(group => group.Count() > 1)
                .Select(group => group.Key)
        );
        Assert.NotEmpty(parameters);
        Assert.Empty(parameters.Where(entry => IsBlank(entry.Parameter["description"])).Select(entry => entry.Name));
        Assert.Empty(parameters.Where(entry => !IsTyped(entry.Parameter["schema"]!)).Select(entry => entry.Name));
    }

    [Fact]
    public void Every_operation_names_the_codes_with_which_it_may_be_refused()
    {
        var anonymous = EndpointRow
            .All.Where(row => row.Who == "anyone")
            .Select(row => Constraint().Replace(row.Name, "}").TrimEnd('/'))
            .ToHashSet();
        var looked = 0;
        foreach (var (name, operation) in described.Operations())
        {
            var responses = operation["responses"]!.AsObject();
            string[] due =
            [
                .. anonymous.Contains(name) ? Array.Empty<string>() : ["401", "403"],
                .. operation["requestBody"] is null && operation["parameters"] is null ? Array.Empty<string>() : ["400"],
                .. name.Contains('{', StringComparison.Ordinal) ? ["404"] : Array.Empty<string>(),
                "429",
                "503",
            ];
            Assert.Empty(due.Where(status => !responses.ContainsKey(status)).Select(status => $"{name} {status}"));
            foreach (var (status, response) in responses.Where(response => response.Key[0] is '4' or '5'))
            {
                looked++;
                Assert.True(Code().IsMatch($"{response!["description"]}"), $"{name} {status} names no code");
                Assert.Equal("Problem", $"{response["content"]!["application/problem+json"]!["schema"]!["$ref"]}".Split('/')[^1]);
            }
        }

        Assert.True(looked > 500, $"only {looked} refusals");
    }

    [Fact]
    public void Every_success_says_what_it_answers()
    {
        var answers = described
            .Operations()
            .SelectMany(entry => entry.Operation["responses"]!.AsObject().Select(answer => (entry.Name, Status: answer.Key, answer.Value)))
            .Where(answer => answer.Status is "200" or "201")
            .ToList();

        Assert.NotEmpty(answers);
        Assert.Empty(answers.Where(answer => answer.Value!["content"] is not JsonObject { Count: > 0 }).Select(answer => answer.Name));
    }

    [Fact]
    public void Every_body_has_an_example_that_its_endpoint_would_read()
    {
        var json = described.Platform.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var bodies = described
            .Platform.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.Select(endpoint => (Name: endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName, endpoint.Metadata))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is not null)
            .ToDictionary(endpoint => endpoint.Name!, endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()!.RequestType!);
        var looked = 0;
        foreach (var (name, operation) in described.Operations())
        {
            if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is not { } schema)
            {
                continue;
            }

            var example = described.Resolve(schema)["examples"]?[0];
            Assert.True(example is not null, $"{name} has no example");
            var request = example.Deserialize(bodies[operation["operationId"]!.GetValue<string>()], json)!;
            var faults = new List<ValidationResult>();
            Validator.TryValidateObject(request, new ValidationContext(request), faults, validateAllProperties: true);
            Assert.Empty(faults.Select(fault => $"{name} {string.Join(',', fault.MemberNames)}: {fault.ErrorMessage}"));
            looked++;
        }

        Assert.True(looked > 30, $"only {looked} bodies");
    }

    private static IEnumerable<(string Name, JsonObject Schema)> Properties(string name, JsonNode? schema) =>
        (schema?["properties"] as JsonObject ?? [])
            .SelectMany(property =>
                Properties($"{name}.{property.Key}", property.Value).Prepend(($"{name}.{property.Key}", property.Value!.AsObject()))
            )
            .Concat(schema?["items"] is { } items ? Properties($"{name}[]", items) : []);

    private static bool IsTyped(JsonNode schema) =>
        TypeKeywords.Any(word => schema[word] is not null)
        && (!$"{schema["type"]}".Contains("array", StringComparison.Ordinal) || (schema["items"] is { } items && IsTyped(items)));

    private static bool IsBlank(JsonNode? text) => string.IsNullOrWhiteSpace(text?.GetValue<string>());

    [GeneratedRegex("`(GET|POST|PUT|DELETE) ")]
    private static partial Regex Address();

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("`[a-z]+\\.[a-z_]+`")]
    private static partial Regex Code();
}
