using System.Reflection;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Planning.V1;

namespace Ntm.Notifications.Domain.Status;

/// <summary>A type of public status events.</summary>
/// <param name="Name">Its name, e.g. <c>vn.ntm.dossier.opened</c>.</param>
/// <param name="Data">Record of its data.</param>
/// <param name="Contract">Internal event that it is made of.</param>
internal sealed record StatusType(string Name, Type Data, Type Contract)
{
    /// <summary>
    /// Version of every type so far. Data that lacks or changes a field of this one is another version beside it, and made of the same
    /// internal events.
    /// </summary>
    public const int Version = 1;

    /// <summary>Address of the schema of its data below that of the service.</summary>
    public string SchemaPath => $"/notifications/schemas/{Name}/v{Version}";
}

/// <summary>What is known of a dossier before an event of it: the event itself need not say it.</summary>
/// <param name="Title">Title that is sought; null where it is not known.</param>
/// <param name="Year">Year that it is sought for.</param>
internal sealed record KnownDossier(string? Title, int? Year);

/// <summary>
/// The public status events, apart from the internal contracts: which type and data follow from which internal event. An event of a
/// dossier has exactly one public form, so that the dossier's own numbers stay without gaps.
/// </summary>
internal static class StatusCatalogue
{
    private static readonly Dictionary<Type, StatusType> ByData = typeof(StatusCatalogue)
        .Assembly.GetTypes()
        .Select(data => (Data: data, Status: data.GetCustomAttribute<StatusTypeAttribute>()))
        .Where(found => found.Status is not null)
        .ToDictionary(found => found.Data, found => new StatusType(found.Status!.Type, found.Data, found.Status.Contract));

    /// <summary>Every type, by name.</summary>
    public static IReadOnlyList<StatusType> Types { get; } = [.. ByData.Values.OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>The type of a name; null where there is none.</summary>
    public static StatusType? Find(string name) => Types.FirstOrDefault(type => type.Name == name);

    /// <summary>The type of data.</summary>
    public static StatusType TypeOf(StatusData data) => ByData[data.GetType()];

    /// <summary>The public data of an event about a dossier.</summary>
    public static DossierStatus Of(IDossierEvent @event, KnownDossier known) =>
        DossierStatusOf.Event(@event) with
        {
            UnitCode = @event.UnitCode,
            UnitPath = @event.UnitPath,
            Title = known.Title,
            Year = known.Year,
        };

    /// <summary>What is known of the dossier after an event.</summary>
    public static KnownDossier After(IDossierEvent @event, KnownDossier known) =>
        @event switch
        {
            DossierOpened opened => new(opened.Title, opened.Year),
            StageOpened opened => new(opened.Title, opened.Year),
            RecognitionDecided decided => new(decided.Title, decided.Year),
            _ => known,
        };

    /// <summary>The public data of an event about a plan.</summary>
    public static StatusData Of(IPlanEvent @event) =>
        PlanStatusOf.Event(@event) with
        {
            UnitCode = @event.UnitCode,
            UnitPath = @event.UnitPath,
        };
}
