using Ntm.Planning.Domain.Difficulties;

namespace Ntm.Planning.Features.Difficulties;

/// <summary>A difficulty (khó khăn, vướng mắc) with a plan.</summary>
/// <param name="Id">Id of the difficulty.</param>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="UnitCode">Official code of the unit that raised it.</param>
/// <param name="UnitName">Vietnamese name of that unit.</param>
/// <param name="Target">Key of the target concerned; null for none.</param>
/// <param name="Task">Key of the task concerned; null for none.</param>
/// <param name="Text">What the difficulty is.</param>
/// <param name="WantedBy">Legal day until which a solution is wanted; null for none.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AtCode">Official code of the unit with which it lies.</param>
/// <param name="AtName">Vietnamese name of that unit.</param>
/// <param name="AnswerBefore">First instant that is too late for an answer, UTC; null where the calendar does not reach so far.</param>
/// <param name="Overdue">Whether the answer is late.</param>
/// <param name="Answer">The newest answer; null while there is none.</param>
/// <param name="Reopened">Whether it was reopened, which happens once.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
/// <param name="Version">Version, the <c>ETag</c>.</param>
public sealed record DifficultyView(
    Guid Id,
    Guid PlanId,
    string UnitCode,
    string UnitName,
    string? Target,
    string? Task,
    string Text,
    DateOnly? WantedBy,
    DifficultyState State,
    string AtCode,
    string AtName,
    DateTimeOffset? AnswerBefore,
    bool Overdue,
    string? Answer,
    bool Reopened,
    DateTimeOffset RaisedAt,
    int Version
)
{
    internal static DifficultyView Of(Difficulty difficulty, DateTimeOffset now) =>
        new(
            difficulty.Id,
            difficulty.PlanId,
            difficulty.UnitCode,
            difficulty.UnitName,
            difficulty.Target,
            difficulty.Task,
            difficulty.Text,
            difficulty.WantedBy,
            difficulty.State,
            difficulty.AtCode,
            difficulty.AtName,
            difficulty.AnswerBefore,
            difficulty.IsOverdue(now),
            difficulty.Answer,
            difficulty.Reopened,
            difficulty.RaisedAt,
            difficulty.Version
        );
}
