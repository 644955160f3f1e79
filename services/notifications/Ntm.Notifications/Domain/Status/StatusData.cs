using System.Text.Json.Serialization;

namespace Ntm.Notifications.Domain.Status;

/// <summary>Says which public type a record of data belongs to.</summary>
/// <param name="type">Name of the public type, e.g. <c>vn.ntm.dossier.opened</c>.</param>
/// <param name="contract">Internal event that it is made of.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class StatusTypeAttribute(string type, Type contract) : Attribute
{
    public string Type => type;

    public Type Contract => contract;
}

/// <summary>Names that a text has in this version. Later versions may add some, so a reader must expect others.</summary>
/// <param name="names">The names.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NamesAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names => names;
}

/// <summary>
/// What every status event says. The records below it are the public form: nothing is in them but what stands here, so that a field which
/// an internal event gains stays inside until somebody adds it. No names of persons, accounts, reasons or other words that people wrote.
/// </summary>
internal abstract record StatusData
{
    /// <summary>Official code of the unit that it is about.</summary>
    [JsonPropertyOrder(-4), JsonRequired]
    public string UnitCode { get; init; } = "";

    /// <summary>Codes from the province down to that unit, joined by '/'.</summary>
    [JsonPropertyOrder(-3), JsonRequired]
    public string UnitPath { get; init; } = "";
}

/// <summary>What every status event about a dossier says.</summary>
internal abstract record DossierStatus : StatusData
{
    /// <summary>Code of the title that is sought, e.g. <c>xa-ntm</c>.</summary>
    [JsonPropertyOrder(-2)]
    public string? Title { get; init; }

    /// <summary>Year that the title is sought for.</summary>
    [JsonPropertyOrder(-1)]
    public int? Year { get; init; }
}
