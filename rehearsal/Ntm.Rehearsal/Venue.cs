namespace Ntm.Rehearsal;

/// <summary>What a rehearsal needs of the platform besides its HTTP address.</summary>
/// <param name="Password">Of every sample account.</param>
/// <param name="AuditFault">What is wrong with an exported audit, or with what the assessment service has stored of what it binds; null
/// when both verify.</param>
/// <param name="StartAsync">Starts a platform of the rehearsal's own: in a fresh folder, on a clock that stands at the instant, or
/// without one on the machine's.</param>
internal sealed record Venue(
    string Password,
    Func<Stream, Stream, string?> AuditFault,
    Func<string, DateTimeOffset?, CancellationToken, Task<OwnPlatform>> StartAsync
);

/// <summary>A platform that runs for one scenario.</summary>
/// <param name="Address">Where it answers.</param>
/// <param name="Process">Ends it.</param>
internal sealed record OwnPlatform(Uri Address, IAsyncDisposable Process);
