using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain.Plans;
using Ntm.Persistence;

namespace Ntm.Dossier.Reconciliation;

/// <summary>A difference between a dossier and its related data.</summary>
/// <param name="Code">Stable name.</param>
/// <param name="Place">Stage and round, number of an event, or empty.</param>
/// <param name="Message">What is wrong and what happens next, Vietnamese.</param>
/// <param name="Mend">Mends it in the open transaction; null where only an operator can.</param>
internal sealed record Difference(
    string Code,
    string Place,
    string Message,
    Func<DossierDbContext, Act, CancellationToken, Task>? Mend = null
)
{
    public const string Unreadable = "reconciliation.unreadable";
    public const string AuditBroken = "reconciliation.audit_broken";
    public const string PathState = "reconciliation.path_state";
    public const string TaskMissing = "reconciliation.task_missing";
    public const string TaskExtra = "reconciliation.task_extra";
    public const string TaskWrong = "reconciliation.task_wrong";
    public const string TimerMissing = "reconciliation.timer_missing";
    public const string DeadlineUnset = "reconciliation.deadline_unset";
    public const string PlanNotFollowed = "reconciliation.plan_not_followed";
    public const string MessageWaiting = "reconciliation.message_waiting";
    public const string EventMissing = "reconciliation.event_missing";
    public const string EventBlocked = "reconciliation.event_blocked";
    public const string EventLost = "reconciliation.event_lost";
    public const string FeedAhead = "reconciliation.feed_ahead";
    public const string StageUnknown = "reconciliation.stage_unknown";
    public const string StageNotClosed = "reconciliation.stage_not_closed";
    public const string AnswerNotReceived = "reconciliation.answer_not_received";

    /// <summary>The dossier itself, or what lies beside it, cannot be read; the others are compared all the same.</summary>
    public static Difference OfUnreadable(Exception cause) =>
        new(
            Unreadable,
            "",
            $"Không đọc được hồ sơ hoặc dữ liệu bên cạnh: {cause.GetBaseException().Message} Không tự sửa; quản trị viên phải đối "
                + "chiếu với bản sao lưu và tệp quy trình."
        );
}

/// <summary>Related data of one dossier: its own rows, and the reports of other services.</summary>
internal sealed record RelatedData
{
    public required IReadOnlyList<OpenStageRow> Tasks { get; init; }

    /// <summary>Keys of the timers that its open stages need and that are there.</summary>
    public required IReadOnlySet<string> Timers { get; init; }
    public required IReadOnlyList<WaitingMessage> Waiting { get; init; }
    public required IReadOnlyList<AuditRow> Audit { get; init; }

    /// <summary>The dossier as it is stored, and the self-assessments that it took in.</summary>
    public required DossierRow Row { get; init; }
    public required IReadOnlyList<AssessmentRow> Assessments { get; init; }
    public ReconciliationRequestRow? Request { get; init; }

    /// <summary>Plans of its unit and of those above, for its year.</summary>
    public required IReadOnlyList<DatingPlan> Plans { get; init; }

    /// <summary>Its events, which can be published again.</summary>
    public required IReadOnlyList<EventRow> StoredEvents { get; init; }

    /// <summary>Order key of reconciliation requests and of events published again.</summary>
    public static string ReconciliationKey(Guid dossierId) => "reconcile:" + dossierId.ToString("N");

    /// <summary>Order keys under which the dossier's messages leave: that of its events, and that of the reconciliation.</summary>
    public static string[] KeysOf(Guid dossierId) => [dossierId.ToString("N"), ReconciliationKey(dossierId)];
}

/// <summary>A message that has not left the outbox, or the retry of a received one.</summary>
/// <param name="OrderKey">Key that it waits under.</param>
/// <param name="Type">Contract type.</param>
/// <param name="Since">When it was published.</param>
/// <param name="Dead">Whether it is a dead letter.</param>
/// <param name="Sequence">Its number among the dossier's events; null for other messages.</param>
internal sealed record WaitingMessage(string OrderKey, string Type, DateTimeOffset Since, bool Dead, long? Sequence)
{
    public static WaitingMessage Of(OutboxRow row) => new(row.OrderKey, row.Type, row.CreatedAt, row.Dead, SequenceOf(row));

    private static long? SequenceOf(OutboxRow row)
    {
        try
        {
            return row.IsRetry || row.Type == typeof(ReconciliationRequested).FullName
                ? null
                : JsonNode.Parse(row.Body)?["sequence"]?.GetValue<long>();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
