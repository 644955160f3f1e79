using System.Collections;
using System.Text.Json;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;
using Ntm.Platform.Tests.Style;

namespace Ntm.Platform.Tests.Contracts;

/// <summary>
/// The form of every event on the wire. A test that fails here says: other systems would notice. An added optional
/// property is allowed (delete the file and run again to take it over); anything else needs a V2.
/// </summary>
public sealed class GoldenEventTests
{
    private static readonly JsonSerializerOptions Indented = new(EventJson.Options) { WriteIndented = true };

    private static string Folder => Path.Combine(Repository.Root, "tests", "Ntm.Platform.Tests", "Contracts", "Golden");

    public static TheoryData<string> Events => [.. Types.Keys.Order()];

    private static Dictionary<string, Type> Types =>
        typeof(IDossierEvent)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsClass && type.GetProperty("EventId") is not null)
            .ToDictionary(type => type.FullName!);

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_keeps_its_form_on_the_wire(string @event)
    {
        var json = JsonSerializer.Serialize(Example(Types[@event]), Indented) + "\n";
        var path = Path.Combine(Folder, @event + ".json");
        if (!File.Exists(path))
        {
            File.WriteAllText(path, json);
            Assert.Fail($"{@event} had no golden file; one was written. Read it and commit it.");
        }

        Assert.Equal(File.ReadAllText(path), json);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void A_reader_skips_what_a_newer_writer_added(string @event)
    {
        var written = File.ReadAllText(Path.Combine(Folder, @event + ".json")).TrimEnd()[..^1] + ",\"addedLater\":{\"x\":1}}";

        Assert.NotNull(JsonSerializer.Deserialize(written, Types[@event], EventJson.Options));
    }

    [Fact]
    public void No_golden_file_is_left_of_an_event_that_went() =>
        Assert.Empty(Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Except(Types.Keys));

    private static object Example(Type type)
    {
        if (type == typeof(string))
        {
            return "chữ";
        }

        if (type == typeof(Guid))
        {
            return new Guid("0195c0de-0000-7000-8000-000000000001");
        }

        if (type == typeof(DateTimeOffset))
        {
            return new DateTimeOffset(2023, 4, 9, 16, 59, 59, TimeSpan.Zero);
        }

        if (type == typeof(DateOnly))
        {
            return new DateOnly(2023, 4, 9);
        }

        if (type.IsPrimitive || type == typeof(decimal))
        {
            return type == typeof(bool) ? true : Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Example(inner);
        }

        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
        {
            var list = Array.CreateInstance(type.GenericTypeArguments[0], 1);
            list.SetValue(Example(type.GenericTypeArguments[0]), 0);
            return list;
        }

        var example = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
        {
            property.SetValue(example, Example(property.PropertyType));
        }

        return example;
    }
}
