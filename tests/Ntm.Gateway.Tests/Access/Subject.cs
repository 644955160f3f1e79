namespace Ntm.Gateway.Tests.Access;

/// <summary>What a request is about.</summary>
/// <param name="Name">How a mismatch names it.</param>
/// <param name="Unit">Code of the unit that it belongs to.</param>
internal sealed record Subject(string Name, string Unit)
{
    /// <summary>False for a random id or code.</summary>
    public bool Exists { get; init; } = true;

    /// <summary>Village that the request names.</summary>
    public string? Village { get; init; }

    /// <summary>Texts for the parameters of the address and of the body.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Who may know of it; null: whom the group of endpoints names.</summary>
    public string? Sees { get; init; }

    /// <summary>Whom it lets in where a row says so in general: an open survey, say, the Front alone.</summary>
    public IReadOnlyDictionary<string, string> Narrower { get; init; } = new Dictionary<string, string>();

    /// <summary>The one person whose own it is.</summary>
    public string? Owner { get; init; }

    /// <summary>Stage of the dossier.</summary>
    public StageAt? Stage { get; init; }

    /// <summary>What an account is entrusted with.</summary>
    public IReadOnlyList<Holding> Entrusted { get; init; } = [];

    public override string ToString() => Name;
}

/// <summary>A stage of a dossier, and who may have a hand in it.</summary>
/// <param name="Key">Key of the stage.</param>
/// <param name="Role">Role that acts.</param>
/// <param name="Unit">Unit that acts.</param>
internal sealed record StageAt(string Key, string Role, string Unit)
{
    /// <summary>Whether the path has it.</summary>
    public bool Exists { get; init; } = true;

    public bool Open { get; init; } = true;

    /// <summary>Whether the dossier is prepared there, and not judged, decided or announced.</summary>
    public bool Prepares { get; init; }

    /// <summary>Whether somebody judges there: of that nobody else learns before it is over.</summary>
    public bool Judges { get; init; }

    /// <summary>Whether departments share it.</summary>
    public bool Shared { get; init; }

    /// <summary>Who prepared the dossier.</summary>
    public IReadOnlyList<string> Preparers { get; init; } = [];

    /// <summary>The members of the council whose vote it is; null where none votes.</summary>
    public IReadOnlyList<string>? Roster { get; init; }

    /// <summary>Who acts there: holds its role, and had no hand in what is judged; at a vote a member of the session.</summary>
    public bool IsActor(KindOfCaller caller) =>
        caller.Holds(Role, Unit) && !IsApart(caller) && (Roster is null || Roster.Contains(caller.Name));

    /// <summary>Whether it is not for him because he prepared the dossier.</summary>
    public bool IsApart(KindOfCaller caller) => !Prepares && Preparers.Contains(caller.Name);
}
