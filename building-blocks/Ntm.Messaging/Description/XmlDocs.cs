using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ntm.Description;

/// <summary>
/// The XML documentation that the compiler writes beside each assembly. The framework's own generator reads public members only;
/// the handlers of a service are internal.
/// </summary>
public sealed partial class XmlDocs
{
    private static readonly Dictionary<string, XElement> None = [];

    private readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> read = new();

    /// <summary>Summary of a type.</summary>
    public string? SummaryOf(Type type) => Text(TypeMember(type)?.Element("summary"));

    /// <summary>JSON of a type's <c>example</c>.</summary>
    public string? ExampleOf(Type type) => Text(TypeMember(type)?.Element("example"));

    /// <summary>Summary of a property, or what its record says of the parameter that it comes from.</summary>
    public string? SummaryOf(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        return Text(Find(owner, $"P:{NameOf(owner)}.{property.Name}")?.Element("summary"))
            ?? Text(TypeMember(owner)?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == property.Name));
    }

    /// <summary>Summary of a handler, or of the feature that it is the only handler of.</summary>
    public string? SummaryOf(MethodInfo handler)
    {
        var owner = handler.DeclaringType!;
        var name = $"M:{NameOf(owner)}.{handler.Name}";
        var members = Of(owner.Assembly);
        var own = members.GetValueOrDefault(name) ?? members.FirstOrDefault(entry => entry.Key.StartsWith(name + "(", Exact)).Value;
        return Text(own?.Element("summary")) ?? SummaryOf(owner);
    }

    private const StringComparison Exact = StringComparison.Ordinal;

    private XElement? TypeMember(Type type) => Find(type, "T:" + NameOf(type));

    private XElement? Find(Type owner, string member) => Of(owner.Assembly).GetValueOrDefault(member);

    private Dictionary<string, XElement> Of(Assembly assembly) => read.GetOrAdd(assembly, Load);

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value)
            : None;
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element) => element is null ? null : Blanks().Replace(TextOf(element), " ").Trim();

    private static string TextOf(XElement element) =>
        string.Concat(
            element
                .Nodes()
                .Select(node =>
                    node switch
                    {
                        XText text => text.Value,
                        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                        XElement { Name.LocalName: "see" } see => $"`{Referred(see)}`",
                        XElement other => TextOf(other),
                        _ => "",
                    }
                )
        );

    /// <summary>The name by which JSON knows a property.</summary>
    private static string Referred(XElement see) =>
        JsonNamingPolicy.CamelCase.ConvertName((see.Attribute("cref") ?? see.FirstAttribute)!.Value.Split('.')[^1]);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
