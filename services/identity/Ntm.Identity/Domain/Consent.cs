using Ntm.Audit;

namespace Ntm.Identity.Domain;

/// <summary>
/// A second administrator's consent to one act on one account of the Fatherland Front. The authorities have no hand on the Front's
/// accounts alone, because its survey judges their work (HD 90/HD-MTTW-BTT). Good for one use; kept as the trace of it.
/// </summary>
internal sealed class Consent : IAudited
{
    /// <summary>How long a consent may wait for its use.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>Name of the act, see <see cref="AccountAct"/>.</summary>
    public required string Act { get; init; }

    /// <summary>Account of the administrator who consents.</summary>
    public required Guid GivenBy { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; private set; }

    public Guid? UsedBy { get; private set; }

    public string AuditKey => $"consent/{Id:D}";

    public object AuditContent() =>
        new
        {
            AccountId,
            Act,
            GivenBy,
            Expires = ExpiresAt.ToUnixTimeSeconds(),
            UsedBy,
        };

    public void Use(Guid administrator, DateTimeOffset now) => (UsedBy, UsedAt) = (administrator, now);
}
