using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Hosting;
using Ntm.Web;

namespace Ntm.Gateway.Tests.Description;

/// <summary>
/// Each service's <c>Description/refusals.txt</c> says with which codes its operations may be refused. The code itself is asked:
/// a new refusal that is not in the file fails here. <c>NTM_WRITE_REFUSALS=1</c> writes the files anew.
/// </summary>
[Collection(nameof(PlatformDescription))]
public sealed partial class RefusalTests(PlatformDescription described)
{
    // Answered to an event or a timer, or by the command line, not by an endpoint.
    private static readonly string[] Elsewhere =
    [
        "dossier.assessment_too_late",
        "dossier.criterion_lost_already",
        "dossier.no_alarm_due",
        "dossier.survey_not_awaited",
        "identity.administrator_exists",
    ];

    private readonly RefusalScan scan = new(
        AppDomain.CurrentDomain.GetAssemblies().Where(assembly => Product().IsMatch(assembly.GetName().Name!)).ToArray()
    );

    [Fact]
    public void The_files_name_what_the_code_can_answer()
    {
        var services = described.Platform.Services;
        var endpoints = services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var looked = 0;
        var modules = services.GetServices<IModule>().ToList();
        foreach (var module in modules)
        {
            var lines = new List<string> { "# Codes that an operation may be refused with; a test holds them against the code." };
            var own = endpoints
                .Where(endpoint =>
                    endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith(module.RoutePrefix + "/", StringComparison.Ordinal)
                )
                .OrderBy(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName, StringComparer.Ordinal);
            foreach (var endpoint in own)
            {
                // What services share calls what each of them does with it; no service runs another's.
                var refusals = scan.From(endpoint.Metadata.GetMetadata<MethodInfo>()!)
                    .Where(refusal => !modules.Exists(other => other != module && IsOf(other, refusal)))
                    .ToList();
                if (refusals.Count > 0)
                {
                    lines.Add(endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName);
                    lines.AddRange(refusals.Select(refusal => "  " + refusal));
                }

                looked += refusals.Count;
            }

            var file = Path.Combine(Root(), FolderOf(module), "Description", "refusals.txt");
            if (Environment.GetEnvironmentVariable("NTM_WRITE_REFUSALS") == "1")
            {
                File.WriteAllText(file, string.Join('\n', lines) + '\n');
            }

            Assert.Equal(lines, File.ReadLines(file));
        }

        Assert.True(looked > 300, $"only {looked} refusals");
    }

    [Fact]
    public void Every_code_in_the_services_is_a_code_of_some_operation()
    {
        var all = scan.Everything().Select(refusal => refusal.Split(' ')[1]).ToHashSet(StringComparer.Ordinal);
        var published = described
            .Operations()
            .SelectMany(entry => entry.Operation["responses"]!.AsObject())
            .SelectMany(response => Code().Matches($"{response.Value!["description"]}").Select(match => match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

        Assert.True(all.Count > 120, $"only {all.Count} codes");
        Assert.Equal(Elsewhere, all.Except(published).Order());
    }

    private static bool IsOf(IModule module, string refusal) =>
        refusal.Split(' ')[1].StartsWith(module.Name + ".", StringComparison.Ordinal);

    private static string FolderOf(IModule module)
    {
        var name = module.GetType().Assembly.GetName().Name!;
        return Path.Combine("services", name["Ntm.".Length..].ToLowerInvariant(), name);
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "..", "..", "..", ".."));

    [GeneratedRegex(@"^Ntm\.(Web|Messaging|Entries|Files|Identity|Assessment|Planning|Dossier|Notifications)$")]
    private static partial Regex Product();

    [GeneratedRegex("`([a-z]+\\.[a-z_]+)`")]
    private static partial Regex Code();
}
