using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Ntm.Platform.Tests.Style;
using Ntm.Testing;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Ntm.Platform.Tests.Deploy;

/// <summary>Manifests as <c>kubectl kustomize</c> renders them, from a copy of the checkout with secrets of its own.</summary>
internal sealed class Rendered(IReadOnlyList<JsonNode> objects)
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<JsonNode>>> Cache = new();

    private static readonly Lazy<string> Copy = new(MakeCopy);

    public IReadOnlyList<JsonNode> Objects => objects;

    /// <summary>An overlay: what runs, and what is prepared before. A fresh copy at each call, so that a test may spoil it.</summary>
    public static Rendered Overlay(string name)
    {
        var parts = new[] { $"overlays/{name}", $"overlays/{name}/prepare" }
            .SelectMany(folder => Build(folder))
            .Select(node => node.DeepClone());
        return new Rendered([.. parts.DistinctBy(node => $"{node["kind"]}/{node["metadata"]!["name"]}")]);
    }

    public static IReadOnlyList<JsonNode> Build(string folder) =>
        Cache.GetOrAdd(folder, key => new Lazy<IReadOnlyList<JsonNode>>(() => Kustomize(key))).Value;

    public IEnumerable<JsonNode> Of(string kind) => objects.Where(node => (string?)node["kind"] == kind);

    public JsonNode? Find(string kind, string name) => Of(kind).FirstOrDefault(node => Name(node) == name);

    public static string Name(JsonNode node) => (string)node["metadata"]!["name"]!;

    /// <summary>Everything that makes pods, with its pod template.</summary>
    public IEnumerable<(JsonNode Owner, JsonNode Pod)> Pods() =>
        objects
            .Where(node => (string?)node["kind"] is "Deployment" or "StatefulSet" or "Job")
            .Select(node => (node, node["spec"]!["template"]!));

    public static IReadOnlyList<JsonNode> Parse(string yaml)
    {
        var parser = new MergingParser(new Parser(new StringReader(yaml)));
        var deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var json = new SerializerBuilder().JsonCompatible().Build();
        var found = new List<JsonNode>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            found.Add(JsonNode.Parse(json.Serialize(deserializer.Deserialize(parser)))!);
        }

        return found;
    }

    /// <summary>A user's machine may lack kubectl; what needs it says so and is skipped there.</summary>
    private static List<JsonNode> Kustomize(string folder)
    {
        Assert.SkipUnless(OnPath("kubectl"), "kubectl is not on this machine; it renders deploy/k8s.");
        return [.. Parse(Run("kubectl", "kustomize", Path.Combine(Copy.Value, "k8s", folder)))];
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string MakeCopy()
    {
        var copy = Path.Combine(Directory.CreateTempSubdirectory("ntm-deploy-").FullName, "deploy");
        Run("cp", "-r", Path.Combine(Repository.Root, "deploy"), copy);
        foreach (var target in (string[])["dev", "compose"])
        {
            var made = Path.Combine(copy, target == "dev" ? "k8s/overlays/dev/shared/secrets" : "compose/secrets");
            if (Directory.Exists(made))
            {
                Directory.Delete(made, recursive: true);
            }

            Run(Path.Combine(copy, "make-secrets.sh"), target);
        }

        TestProcess.AtEnd(() => Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true));
        return copy;
    }

    /// <summary>A file of the copy, made secrets among them.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Copy.Value, path));

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}");
    }
}
