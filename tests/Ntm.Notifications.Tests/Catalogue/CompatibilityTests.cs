using System.Text.Json.Nodes;
using Ntm.Notifications.Domain.Status;
using Ntm.Notifications.Features.Catalogue;

namespace Ntm.Notifications.Tests.Catalogue;

/// <summary>
/// Within a version a schema only gains: what it was when it was published lies in <c>Schemas</c>. <c>NTM_WRITE_EVENTS=1</c> writes what a
/// type gains, and a new type, but nothing that breaks a reader.
/// </summary>
public sealed class CompatibilityTests
{
    private static readonly string Folder = Path.Combine(EventFiles.Root, "tests/Ntm.Notifications.Tests/Catalogue/Schemas");

    [Fact]
    public void No_field_or_name_that_a_reader_knows_is_gone_or_is_another()
    {
        var known = Directory.GetFiles(Folder, "*.json").ToDictionary(file => Path.GetFileNameWithoutExtension(file));
        foreach (var (name, file) in known)
        {
            var before = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            var type = StatusCatalogue.Types.FirstOrDefault(type => NameOf(type) == name);
            Assert.True(type is not null, $"{name} is gone.");
            Assert.Empty(SchemaCheck.Breaks(before, StatusSchema.Of(type, null), name));
        }
    }

    [Fact]
    public void The_published_schemas_are_those_of_today()
    {
        foreach (var type in StatusCatalogue.Types)
        {
            EventFiles.Same(Path.Combine(Folder, NameOf(type) + ".json"), EventFiles.Text(StatusSchema.Of(type, null)));
        }
    }

    /// <summary>Changes of a schema, and what each breaks; the additive ones break nothing.</summary>
    public static TheoryData<string, string, string?> Changes =>
        new()
        {
            { "remove", "round", "round is gone" },
            { "rename", "stageTitle", "stageTitle is gone" },
            { "retype", "round", "type was" },
            { "reformat", "dueAt", "format was" },
            { "loosen", "stage", "required no more" },
            { "demand", "note", "events of before lack it" },
            { "drop name", "kind", "the name Survey is gone" },
            { "add", "note", null },
            { "add name", "kind", null },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_that_breaks_a_reader_is_found_and_an_addition_is_not(string change, string field, string? found)
    {
        var before = StatusSchema.Of(StatusCatalogue.Find("vn.ntm.dossier.stage-entered")!, null);
        var now = before.DeepClone().AsObject();
        var fields = now["properties"]!.AsObject();
        var required = now["required"]!.AsArray();
        switch (change)
        {
            case "remove":
                fields.Remove(field);
                break;
            case "rename":
                fields["otherTitle"] = fields[field]!.DeepClone();
                fields.Remove(field);
                break;
            case "retype":
                fields[field]!["type"] = "string";
                break;
            case "reformat":
                fields[field]!["format"] = "date";
                break;
            case "loosen":
                required.Remove(required.First(name => name!.GetValue<string>() == field));
                break;
            case "demand":
                fields[field] = new JsonObject { ["type"] = "string" };
                required.Add(field);
                break;
            case "drop name":
                var names = fields[field]!["x-names"]!.AsArray();
                names.Remove(names.First(name => name!.GetValue<string>() == "Survey"));
                break;
            case "add":
                fields[field] = new JsonObject { ["type"] = "string" };
                break;
            default:
                fields[field]!["x-names"]!.AsArray().Add("Hearing");
                break;
        }

        var breaks = SchemaCheck.Breaks(before, now, "").ToList();

        Assert.Equal(found is null, breaks.Count == 0);
        Assert.Contains(found ?? "", string.Join('\n', breaks), StringComparison.Ordinal);
    }

    private static string NameOf(StatusType type) => $"{type.Name}.v{StatusType.Version}";
}
