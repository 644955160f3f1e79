using Microsoft.Extensions.Logging;

namespace Ntm.Web;

/// <summary>A kind of event that whoever watches over the platform's security looks for; docs/security.md says what each means.</summary>
/// <param name="Id">Event id, 9201 to 9299; it never changes.</param>
/// <param name="Name">Its name; it never changes.</param>
/// <param name="Level">Warning and above is worth a look.</param>
public sealed record SecurityEvent(int Id, string Name, LogLevel Level)
{
    /// <summary>No token, or one that is over.</summary>
    public static readonly SecurityEvent Unauthenticated = new(9201, "access.unauthenticated", LogLevel.Information);

    /// <summary>A token that the issuer did not make for the platform, or that was changed.</summary>
    public static readonly SecurityEvent TokenRefused = new(9202, "access.token_refused", LogLevel.Warning);

    /// <summary>The caller may not do it.</summary>
    public static readonly SecurityEvent Forbidden = new(9203, "access.forbidden", LogLevel.Warning);

    /// <summary>It does not exist, or the caller may not know that it does.</summary>
    public static readonly SecurityEvent NotFound = new(9204, "access.not_found", LogLevel.Information);

    /// <summary>A limit of requests or acts was reached.</summary>
    public static readonly SecurityEvent LimitReached = new(9205, "limit.reached", LogLevel.Warning);

    /// <summary>Input of a kind that no client of ours sends.</summary>
    public static readonly SecurityEvent InputRefused = new(9206, "input.refused", LogLevel.Warning);

    /// <summary>An uploaded file that is dangerous, or not what its name says.</summary>
    public static readonly SecurityEvent FileRefused = new(9211, "file.refused", LogLevel.Warning);

    /// <summary>The scanner found something in stored content; nobody reads it before a verdict.</summary>
    public static readonly SecurityEvent FileHeld = new(9212, "file.held", LogLevel.Warning);

    /// <summary>An administrator released or rejected held content.</summary>
    public static readonly SecurityEvent FileJudged = new(9213, "file.judged", LogLevel.Warning);

    /// <summary>Something stored is not as its audit or the signed heads say.</summary>
    public static readonly SecurityEvent AuditBroken = new(9221, "audit.broken", LogLevel.Error);

    /// <summary>The heads of the audit could not be signed or written.</summary>
    public static readonly SecurityEvent HeadsNotExported = new(9222, "audit.heads_not_exported", LogLevel.Error);

    /// <summary>A change by an account that is an administrator.</summary>
    public static readonly SecurityEvent AdministratorActed = new(9231, "administrator.acted", LogLevel.Information);

    /// <summary>A dead letter was delivered again, or dropped.</summary>
    public static readonly SecurityEvent DeadLetterActed = new(9232, "dead_letter.acted", LogLevel.Warning);

    /// <summary>A process started with other settings than before.</summary>
    public static readonly SecurityEvent SettingsChanged = new(9233, "settings.changed", LogLevel.Warning);

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<SecurityEvent> All { get; } =
    [
        Unauthenticated,
        TokenRefused,
        Forbidden,
        NotFound,
        LimitReached,
        InputRefused,
        FileRefused,
        FileHeld,
        FileJudged,
        AuditBroken,
        HeadsNotExported,
        AdministratorActed,
        DeadLetterActed,
        SettingsChanged,
    ];
}
