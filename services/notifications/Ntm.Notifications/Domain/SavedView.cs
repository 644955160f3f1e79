namespace Ntm.Notifications.Domain;

/// <summary>A filter of a list that a person has given a name.</summary>
internal sealed class SavedView
{
    /// <summary>Most that a person may keep.</summary>
    public const int Most = 20;

    public const int LongestPage = 20;
    public const int LongestName = 60;
    public const int LongestQuery = 400;

    /// <summary>Lists that can be filtered.</summary>
    public static readonly string[] Pages = ["dossiers", "inbox"];

    public required Guid Id { get; init; }

    /// <summary>Account.</summary>
    public required string Subject { get; init; }

    /// <summary>One of <see cref="Pages"/>.</summary>
    public required string Page { get; init; }

    /// <summary>Name, the only one on its page.</summary>
    public required string Name { get; set; }

    /// <summary>The filter, as the list's address has it.</summary>
    public required string Query { get; set; }
}
