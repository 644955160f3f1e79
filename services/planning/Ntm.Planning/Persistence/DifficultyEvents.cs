using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Difficulties;

namespace Ntm.Planning.Persistence;

/// <summary>The events about difficulties; one plan's arrive in order. They carry no words: whoever may read them reads the
/// difficulty.</summary>
internal static class DifficultyEvents
{
    /// <summary>Adds the event that a difficulty came to a unit: raised, passed on or reopened.</summary>
    public static void PublishRaised(this PlanningDbContext db, Difficulty difficulty, DateTimeOffset at)
    {
        db.Publish(
            new DifficultyRaised
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                PlanId = difficulty.PlanId,
                DifficultyId = difficulty.Id,
                UnitCode = difficulty.UnitCode,
                UnitPath = difficulty.UnitPath,
                AtPath = difficulty.AtPath,
                AnswerBefore = difficulty.AnswerBefore,
                Reopened = difficulty.Reopened,
            }
        );
    }

    /// <summary>Adds the event that a difficulty was answered.</summary>
    public static void PublishAnswered(this PlanningDbContext db, Difficulty difficulty, Act act)
    {
        db.Publish(
            new DifficultyAnswered
            {
                EventId = Guid.CreateVersion7(act.At),
                OccurredAt = act.At,
                PlanId = difficulty.PlanId,
                DifficultyId = difficulty.Id,
                UnitCode = difficulty.UnitCode,
                UnitPath = difficulty.UnitPath,
                AtPath = difficulty.AtPath,
                AnsweredBy = act.By,
            }
        );
    }

    /// <summary>Adds the event that the time for an answer has passed.</summary>
    public static void PublishOverdue(this PlanningDbContext db, Difficulty difficulty, DateTimeOffset at)
    {
        db.Publish(
            new DifficultyOverdue
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                PlanId = difficulty.PlanId,
                DifficultyId = difficulty.Id,
                UnitCode = difficulty.UnitCode,
                UnitPath = difficulty.UnitPath,
                AtPath = difficulty.AtPath,
                AnswerBefore = difficulty.AnswerBefore!.Value,
            }
        );
    }
}
