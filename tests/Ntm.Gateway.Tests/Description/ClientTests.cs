using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace Ntm.Gateway.Tests.Description;

/// <summary>What generators make of the published description compiles, and is what an integrator would want to call.</summary>
[Collection(nameof(PlatformDescription))]
public sealed partial class ClientTests(PlatformDescription described)
{
    private const string Usage = """
        #nullable enable
        using System.Threading.Tasks;
        using Ntm.Client;

        internal static class Usage
        {
            public static async Task<string> OpenAsync(NtmClient client)
            {
                try
                {
                    DossierView dossier = await client.OpenDossierAsync(
                        "mot-lan", new OpenDossierRequest { UnitCode = "18175", Title = "xa-ntm", Year = 2026 });
                    System.DateTimeOffset? due = System.Linq.Enumerable.First(dossier.Open).DueAt;
                    return $"{dossier.Id} {dossier.Status} {due}";
                }
                catch (ApiException<Problem> refused)
                {
                    return refused.Result.Code;
                }
            }
        }
        """;

    [Fact]
    public async Task A_client_in_CSharp_is_generated_and_compiles()
    {
        var document = await OpenApiDocument.FromJsonAsync(described.Text, TestContext.Current.CancellationToken);
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "NtmClient",
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
        };
        settings.CSharpGeneratorSettings.Namespace = "Ntm.Client";
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        settings.CSharpGeneratorSettings.GenerateNullableReferenceTypes = true;
        var code = new CSharpClientGenerator(document, settings).GenerateFile();

        var errors = Compile(code, Usage);

        Assert.True(document.Operations.Count() >= EndpointRow.All.Count);
        Assert.Empty(errors);
        var names = described.Operations().Select(entry => $"{entry.Operation["operationId"]}Async(").ToList();
        Assert.Empty(names.Where(name => !code.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_client_in_TypeScript_is_generated_and_passes_the_type_check()
    {
        Assert.SkipUnless(IsHere("node") && IsHere("npm"), "node and npm are not here.");
        var folder = Directory.CreateTempSubdirectory("ntm-client-").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Here(), "Client")))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "v1.json"), described.Text, TestContext.Current.CancellationToken);
            var (installed, log) = await RunAsync(folder, "npm", "ci --ignore-scripts --no-audit --no-fund --prefer-offline");
            Assert.SkipWhen(installed != 0 && Unreachable().IsMatch(log), "No package registry answers npm.");
            Assert.True(installed == 0, log);

            var (generated, output) = await RunAsync(folder, "node", "node_modules/openapi-typescript/bin/cli.js v1.json -o api.d.ts");
            Assert.True(generated == 0, output);
            var (compiled, faults) = await RunAsync(folder, "node", "node_modules/typescript/bin/tsc --project .");
            Assert.True(compiled == 0, faults);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> Compile(params string[] sources)
    {
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var framework = assemblies.Where(path => !Path.GetFileName(path).StartsWith("Ntm.", StringComparison.Ordinal));
        return
        [
            .. CSharpCompilation
                .Create(
                    "Ntm.Client",
                    sources.Select(source => CSharpSyntaxTree.ParseText(source)),
                    framework.Select(path => MetadataReference.CreateFromFile(path)),
                    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                )
                .GetDiagnostics()
                .Where(found => found.Severity == DiagnosticSeverity.Error)
                .Select(found => found.ToString()),
        ];
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, string program, string arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await errors);
    }

    private static bool IsHere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN")]
    private static partial Regex Unreachable();
}
