using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Messaging;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Difficulties;

/// <summary>A difficulty to raise.</summary>
/// <example>{ "planId": "0198c0de-0000-7000-8000-000000000001", "unitCode": "18175-01", "target": "T05",
/// "text": "Hai hộ chưa đồng ý hiến đất mở rộng tuyến.", "wantedBy": "2023-04-15" }</example>
public sealed record RaiseDifficultyRequest
{
    /// <summary>Id of the plan, which must be published.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Official code of the unit that raises it: the plan's own or one below.</summary>
    [Text(30)]
    public required string UnitCode { get; init; }

    /// <summary>Key of the target concerned; null for none.</summary>
    [Text(40, Optional = true)]
    public string? Target { get; init; }

    /// <summary>Key of the task concerned; null for none.</summary>
    [Text(40, Optional = true)]
    public string? Task { get; init; }

    /// <summary>What the difficulty is, up to 2000 characters; households as “một hộ thôn …”, never by name.</summary>
    [Text(2000)]
    public required string Text { get; init; }

    /// <summary>Legal day until which a solution is wanted, from today on; null for none.</summary>
    public DateOnly? WantedBy { get; init; }
}

/// <summary><c>PUT /planning/difficulties/{id}</c>: a village's reporter, elsewhere an officer or leader, raises a difficulty; it lies
/// with the unit directly above.</summary>
internal static class RaiseDifficulty
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/difficulties/{id:guid}", HandleAsync).WithName(nameof(RaiseDifficulty));

    /// <summary>Raises a difficulty under an id that the sender chooses; the same again gets the same answer.</summary>
    internal static async Task<Results<Ok<DifficultyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RaiseDifficultyRequest request,
        PlanningDbContext db,
        RecordCommands commands,
        DifficultyCommands difficulties,
        Caller caller,
        HttpContext http,
        ILogger<Difficulty> log,
        CancellationToken cancellation
    )
    {
        var hash = CanonicalJson.HashOf(JsonSerializer.SerializeToElement(request, EventJson.Options));
        if (await db.Difficulties.FindAsync([id], cancellation) is { } before)
        {
            return before.Hash == hash && difficulties.Kind.Sees(caller, before)
                ? Show(before, difficulties, http.Response)
                : DifficultyErrors.IdTaken.ToProblem();
        }

        var ground = await commands.GroundAsync(request.PlanId, request.UnitCode, caller, cancellation);
        if (ground.Refused)
        {
            return ground.Errors.ToProblem();
        }

        var (_, content, unit) = ground.Value;
        if (RecordAccess.Own(caller, unit.Path, unit.Level) is not { } hand)
        {
            return DifficultyErrors.NotRaiser.ToProblem();
        }

        var act = commands.ActOf(caller, hand);
        var faults = FaultsOf(request, content, act.Day).ToList();
        if (faults.Count > 0)
        {
            return faults.ToProblem();
        }

        if (await difficulties.AboveAsync(unit.Path, cancellation) is not { } above)
        {
            return DifficultyErrors.NothingAbove.ToProblem();
        }

        var difficulty = New(id, request, unit, hash, act);
        var step = difficulty.Raise(above, AnswerTime.Of(content), act);
        db.Difficulties.Add(difficulty);
        db.PublishRaised(difficulty, act.At);
        await difficulties.WatchAsync(difficulty, cancellation);
        await commands.SaveAsync(caller, hand, step.Value!, cancellation);
        log.DifficultyRaised(id, difficulty.PlanId, difficulty.UnitCode, caller.Subject);
        return Show(difficulty, difficulties, http.Response);
    }

    private static IEnumerable<Error> FaultsOf(RaiseDifficultyRequest request, PlanContent content, DateOnly today)
    {
        if (request.Target is { } target && content.Targets.All(row => row.Key != target))
        {
            yield return DifficultyErrors.TargetUnknown(target);
        }

        if (request.Task is { } task && content.Tasks.All(row => row.Key != task))
        {
            yield return DifficultyErrors.TaskUnknown(task);
        }

        if (request.WantedBy < today)
        {
            yield return DifficultyErrors.WantedInPast;
        }
    }

    private static Difficulty New(Guid id, RaiseDifficultyRequest request, PlanUnit unit, string hash, Act act) =>
        new()
        {
            Id = id,
            PlanId = request.PlanId,
            UnitCode = unit.Code,
            UnitName = unit.Name,
            UnitPath = unit.Path,
            Level = unit.Level,
            Target = request.Target,
            Task = request.Task,
            Text = request.Text.Trim(),
            WantedBy = request.WantedBy,
            Hash = hash,
            SortKey = string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - act.At.UtcTicks:D19}/{id:N}"),
            RaisedAt = act.At,
        };

    private static Ok<DifficultyView> Show(Difficulty difficulty, DifficultyCommands difficulties, HttpResponse response)
    {
        response.SetETag(difficulty.Version);
        return TypedResults.Ok(difficulties.Kind.Show(difficulty));
    }
}
