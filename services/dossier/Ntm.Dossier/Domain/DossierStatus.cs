namespace Ntm.Dossier.Domain;

/// <summary>Whether a dossier runs, and how it ended.</summary>
internal enum DossierStatus
{
    Running,
    Recognised,

    /// <summary>The recognised unit still deserves its title.</summary>
    Kept,

    /// <summary>It no longer does; what follows is the revocation's affair.</summary>
    NotKept,

    /// <summary>Refused by the decision, or rejected by a review.</summary>
    Refused,

    /// <summary>Taken back by its sender.</summary>
    Withdrawn,
}

/// <summary>How a path ends.</summary>
internal static class DossierEnd
{
    /// <summary>The status after the last token is gone.</summary>
    /// <param name="purpose">What the dossier was for.</param>
    /// <param name="last">Stage at which it ended; null when the dossier was withdrawn.</param>
    public static DossierStatus After(PathPurpose purpose, Stage? last) =>
        last?.Kind switch
        {
            null => DossierStatus.Withdrawn,
            StageKind.Announcement => DossierStatus.Recognised,
            StageKind.Upkeep => DossierStatus.Kept,
            _ => purpose == PathPurpose.Upkeep ? DossierStatus.NotKept : DossierStatus.Refused,
        };
}
