using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Ntm.Description;

/// <summary>
/// Descriptions of a module's endpoints that the code does not hold, in two embedded files: <c>Description/parameters.txt</c> what
/// each parameter means, <c>Description/refusals.txt</c> which codes each operation may be refused with. A test holds the second
/// against the code.
/// </summary>
internal sealed class ModuleDescription
{
    private static readonly ConcurrentDictionary<Assembly, ModuleDescription> Known = new();

    private readonly Dictionary<string, string> parameters = [];
    private readonly Dictionary<string, List<(int Status, string Code)>> refusals = [];

    private ModuleDescription(Assembly module)
    {
        foreach (var line in Lines(typeof(ModuleDescription).Assembly, "parameters").Concat(Lines(module, "parameters")))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            parameters[line[..colon]] = line[(colon + 2)..];
        }

        List<(int, string)> current = [];
        foreach (var line in Lines(module, "refusals"))
        {
            if (line[0] != ' ')
            {
                refusals[line] = current = [];
                continue;
            }

            var words = line.Trim().Split(' ');
            current.AddRange(words.Skip(1).Select(code => (int.Parse(words[0], CultureInfo.InvariantCulture), code)));
        }
    }

    public static ModuleDescription Of(Assembly module) => Known.GetOrAdd(module, static found => new ModuleDescription(found));

    /// <summary>Description of a parameter: at this operation, or of that name anywhere in the module.</summary>
    public string? Parameter(string? operation, string name) =>
        parameters.GetValueOrDefault($"{operation}.{name}") ?? parameters.GetValueOrDefault(name);

    public IReadOnlyList<(int Status, string Code)> Refusals(string? operation) =>
        operation is null ? [] : refusals.GetValueOrDefault(operation) ?? [];

    private static IEnumerable<string> Lines(Assembly module, string name)
    {
        using var stream = module.GetManifestResourceStream($"{module.GetName().Name}.Description.{name}.txt");
        if (stream is null)
        {
            yield break;
        }

        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
