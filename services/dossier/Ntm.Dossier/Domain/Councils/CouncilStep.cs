using System.Diagnostics.CodeAnalysis;

namespace Ntm.Dossier.Domain.Councils;

/// <summary>What an act on a session gave: the session after it, or every fault found and no change.</summary>
internal sealed record CouncilStep
{
    public CouncilSession? Session { get; private init; }
    public IReadOnlyList<Error> Faults { get; private init; } = [];

    [MemberNotNullWhen(false, nameof(Session))]
    public bool Refused => Session is null;

    public static CouncilStep To(CouncilSession session) => new() { Session = session };

    public static CouncilStep Refuse(IEnumerable<Error> faults) => new() { Faults = [.. faults] };
}
