using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using Ntm.Host;
using Ntm.Platform.Tests.Style;
using Ntm.Web;

namespace Ntm.Platform.Tests.Deploy;

/// <summary>Every setting that some code reads: properties of the options classes, and keys asked for by name.</summary>
internal static partial class SettingKeys
{
    private static readonly Dictionary<string, Type> Typed = FindTyped();

    private static readonly HashSet<string> Named = FindNamed();

    /// <summary>What is wrong with a setting in its environment form; null when it binds.</summary>
    public static string? Fault(string variable, string? value)
    {
        var key = Index().Replace(variable.Replace("__", ":", StringComparison.Ordinal), "");
        if (Typed.TryGetValue(key, out var type))
        {
            return value is null || Converts(type, value) ? null : $"{variable}: '{value}' is no {type.Name}";
        }

        return Named.Contains(key) || ByFramework().IsMatch(key) ? null : $"{variable} binds to nothing";
    }

    private static bool Converts(Type type, string value)
    {
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static Dictionary<string, Type> FindTyped()
    {
        var assemblies = PlatformHost
            .Modules.Select(module => module.GetType().Assembly)
            .Concat([
                typeof(Ntm.Hosting.Platform).Assembly,
                typeof(TrustOptions).Assembly,
                typeof(Ntm.Files.FileStoreOptions).Assembly,
                typeof(Ntm.Audit.AuditOptions).Assembly,
                typeof(Ntm.Gateway.GatewayOptions).Assembly,
                typeof(Ntm.Portal.PortalOptions).Assembly,
                typeof(Ntm.RabbitMq.RabbitMqOptions).Assembly,
            ])
            .Distinct();
        var found = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetTypes()))
        {
            if (
                type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue()
                is string section
            )
            {
                Add(found, section, type);
            }
        }

        return found;
    }

    private static void Add(Dictionary<string, Type> found, string section, Type type)
    {
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            var inner = property.PropertyType;
            if (inner.IsClass && inner != typeof(string) && inner.Namespace!.StartsWith("Ntm", StringComparison.Ordinal))
            {
                Add(found, $"{section}:{property.Name}", inner);
            }
            else
            {
                found[$"{section}:{property.Name}"] = inner.IsArray ? inner.GetElementType()! : inner;
            }
        }
    }

    private static HashSet<string> FindNamed() =>
        Repository
            .Sources()
            .Where(path => !Repository.Relative(path).StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(path => AskedFor().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("""[cC]onfiguration\["([A-Za-z_:]+)"\]""")]
    private static partial Regex AskedFor();

    /// <summary>An entry of a list is set by its number.</summary>
    [GeneratedRegex(":[0-9]+$")]
    private static partial Regex Index();

    /// <summary>Read by .NET and its libraries: logging, where certificates lie, where the gateway forwards to.</summary>
    [GeneratedRegex(
        "^(Logging:LogLevel:[A-Za-z.]+|SSL_CERT_DIR|ASPNETCORE_HTTP_PORTS|ReverseProxy:Clusters:[a-z]+:Destinations:[a-z]+:Address)$"
    )]
    private static partial Regex ByFramework();
}
