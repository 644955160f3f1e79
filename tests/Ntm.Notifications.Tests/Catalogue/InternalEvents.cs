using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Planning.V1;
using Ntm.Messaging;

namespace Ntm.Notifications.Tests.Catalogue;

/// <summary>
/// One internal event of every kind, made of its contract: a field that a contract gains is in them at once. Whatever text is not listed
/// here as harmless holds a canary.
/// </summary>
internal static class InternalEvents
{
    /// <summary>In every text that no public event may show.</summary>
    public const string Canary = "CANARY";

    public static readonly Guid Dossier = new("0198f0c0-0000-7000-8000-0000000000d0");
    public static readonly Guid Plan = new("0198f0c0-0000-7000-8000-0000000000f0");

    private const string Unit = "42/439/18175";

    /// <summary>Texts that may be public, by the name of the property, or by <c>Record.Property</c> where it has another value.</summary>
    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["UnitCode"] = "18175",
        ["UnitPath"] = Unit,
        ["UnitName"] = "Xã Sơn Bằng",
        ["FormerUnitCode"] = "18175",
        ["FormerUnitPath"] = Unit,
        ["ProvincePath"] = "42",
        ["AtPath"] = "42",
        ["Title"] = "xa-ntm",
        ["PathId"] = "xa-ntm-3-cap",
        ["Stage"] = "district-review",
        ["StageTitle"] = "Huyện thẩm tra hồ sơ",
        ["Kind"] = "Review",
        ["ReturnedItem.Kind"] = "criterion",
        ["ReturnedItem.Key"] = "17",
        ["Outcome"] = "Approved",
        ["DossierClosed.Outcome"] = "Recognised",
        ["ActorLevel"] = "district",
        ["ActorRole"] = "reviewer",
        ["ActorUnitPath"] = "42/439",
        ["FormerActorUnitPath"] = "42/439",
        ["CriterionCode"] = "17",
        ["ReceiptNumber"] = "BN-18175-2026-1",
        ["ContentHash"] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ["DocumentNumber"] = "15/UBND-NN",
        ["DecisionNumber"] = "101/QĐ-UBND",
        ["MinutesNumber"] = "02/BB-HĐTĐ",
        ["Number"] = "14-KH/BCĐ",
        ["PlannedDate.Step"] = "submission",
        ["Task"] = "K15",
        ["Rule"] = "R01",
        ["Target"] = "T01",
        ["Role"] = "officer",
        ["Department"] = "LHPN",
        ["Part"] = "accountable",
    };

    private static readonly DateTimeOffset At = new(2026, 3, 2, 2, 30, 0, 125, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Reading = new(EventJson.Options);

    /// <summary>Every internal event that has a public form, in an order in which they may happen to one dossier and one plan; those of
    /// one contract with several public forms once for each.</summary>
    public static IReadOnlyList<object> All { get; } = [.. Made()];

    /// <summary>An event with other values in some properties.</summary>
    private static object Make(Type contract, long number, params (string Name, JsonNode? Value)[] others)
    {
        var json = (JsonObject)Value(contract, contract, "")!;
        // Apart from each other: the ids of an event's notices differ from its own in the last bits.
        json["eventId"] = new Guid($"0198f0c0-0000-7000-8000-{number << 8:x12}");
        json["occurredAt"] = At.AddMinutes(number);
        json["dossierId"] = Dossier;
        json["planId"] = Plan;
        json["sequence"] = number;
        foreach (var (name, value) in others)
        {
            json[name] = value;
        }

        return json.Deserialize(contract, Reading)!;
    }

    private static IEnumerable<object> Made()
    {
        var number = 0L;
        yield return Make(typeof(DossierOpened), ++number);
        Type[] last = [typeof(DossierUnitChanged), typeof(DossierClosed)];
        foreach (
            var contract in NotificationsModule
                .Events.Where(type => type != typeof(DossierOpened) && !last.Contains(type))
                .OrderBy(type => type.Name, StringComparer.Ordinal)
                .Concat(last)
        )
        {
            foreach (var others in Variants(contract))
            {
                yield return Make(contract, ++number, others);
            }
        }

        foreach (var contract in NotificationsModule.PlanEvents.OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            yield return Make(contract, ++number);
        }
    }

    private static IEnumerable<(string, JsonNode?)[]> Variants(Type contract) =>
        contract switch
        {
            _ when contract == typeof(StageCompleted) =>
            [
                [],
                Ended("SelfAssessment", "self-assessment", "Xã tự đánh giá", "Passed"),
                Ended("Survey", "survey", "Lấy ý kiến hài lòng của người dân", "Met"),
                Ended("Announcement", "announcement", "Công bố xã đạt chuẩn", "Announced"),
            ],
            _ when contract == typeof(RecognitionDecided) =>
            [
                [("outcome", "Recognised")],
                [("outcome", "Refused")],
            ],
            _ =>
            [
                [],
            ],
        };

    private static (string, JsonNode?)[] Ended(string kind, string stage, string title, string outcome) =>
        [("kind", kind), ("stage", stage), ("stageTitle", title), ("outcome", outcome)];

    /// <summary>A value of a type, as JSON.</summary>
    private static JsonNode? Value(Type type, Type owner, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? Text(owner, name)
            : type == typeof(Guid) ? new Guid("0198f0c0-0000-7000-8000-0000000000a0")
            : type == typeof(DateTimeOffset) ? At.AddDays(7)
            : type == typeof(DateOnly) ? "2026-03-02"
            : type == typeof(bool) ? true
            : type == typeof(int) || type == typeof(long) ? (name == "Year" ? 2026 : 1)
            : type.IsGenericType ? new JsonArray(Value(type.GenericTypeArguments[0], owner, ListOf(name)))
            : Record(type);
    }

    private static JsonObject Record(Type type) =>
        new(
            type.GetProperties()
                .Where(property => property.Name != "EqualityContract")
                .Select(property =>
                    KeyValuePair.Create(
                        JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                        Value(property.PropertyType, type, property.Name)
                    )
                )
        );

    /// <summary>Lists of units and criteria are texts themselves.</summary>
    private static string ListOf(string name) => name == "UnitPaths" ? "UnitPath" : name;

    private static string Text(Type owner, string name) =>
        Harmless.GetValueOrDefault($"{owner.Name}.{name}") ?? Harmless.GetValueOrDefault(name) ?? $"{Canary} {owner.Name}.{name}";
}
