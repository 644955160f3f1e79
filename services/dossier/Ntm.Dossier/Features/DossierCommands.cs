using Microsoft.AspNetCore.Http;

namespace Ntm.Dossier.Features;

/// <summary>
/// How every command on a dossier runs: load, see, compare the version, ask the dossier, save, answer with the new
/// state. What is asked is the slice's affair.
/// </summary>
internal sealed class DossierCommands(DossierStore store, TimeProvider clock)
{
    /// <summary>Runs a command on a dossier.</summary>
    /// <param name="id">Dossier.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">Carries <c>If-Match</c>; null when there is no HTTP around.</param>
    /// <param name="ask">Asks the dossier; an empty list means it was done.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<IResult> ActAsync(
        Guid id,
        Caller caller,
        HttpRequest? request,
        Func<RecognitionDossier, Act, IReadOnlyList<Error>> ask,
        CancellationToken cancellation
    )
    {
        var (dossier, act, refusal) = await AskAsync(id, caller, request, ask);
        if (refusal is not null)
        {
            return refusal;
        }

        await store.SaveAsync(dossier!, cancellation);
        return new DossierState(DossierViews.Of(dossier!, store.VersionOf(dossier!), caller, act.At));
    }

    /// <summary>Runs a command at an open stage, after asking whether the caller may act there.</summary>
    /// <param name="id">Dossier.</param>
    /// <param name="stageKey">Stage.</param>
    /// <param name="kinds">Kinds of stage that the command is for.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">Carries <c>If-Match</c>; null when there is no HTTP around.</param>
    /// <param name="ask">Asks the dossier; an empty list means it was done.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <param name="may">Whether the caller may; null asks <see cref="DossierAccess.ToAct"/>.</param>
    public Task<IResult> ActAtAsync(
        Guid id,
        string stageKey,
        StageKind[] kinds,
        Caller caller,
        HttpRequest? request,
        Func<RecognitionDossier, Stage, Act, IReadOnlyList<Error>> ask,
        CancellationToken cancellation,
        Func<Caller, RecognitionDossier, Stage, Error?>? may = null
    ) => ActAsync(id, caller, request, AtStage(stageKey, kinds, caller, ask, may), cancellation);

    /// <summary>Asks the same as <see cref="ActAtAsync"/> and does nothing: the refusal, or null.</summary>
    public async Task<IResult?> WhyNotAtAsync(
        Guid id,
        string stageKey,
        StageKind[] kinds,
        Caller caller,
        HttpRequest? request,
        Func<RecognitionDossier, Stage, Act, IReadOnlyList<Error>> ask
    ) => (await AskAsync(id, caller, request, AtStage(stageKey, kinds, caller, ask))).Refusal;

    private async Task<(RecognitionDossier? Dossier, Act Act, IResult? Refusal)> AskAsync(
        Guid id,
        Caller caller,
        HttpRequest? request,
        Func<RecognitionDossier, Act, IReadOnlyList<Error>> ask
    )
    {
        var act = new Act(caller.Subject, clock.GetUtcNow());
        if (await store.FindAsync(id) is not { } dossier || !DossierAccess.MaySee(caller, dossier.UnitPath))
        {
            return (null, act, DossierErrors.NotFound.ToProblem());
        }

        if (request?.Matches(store.VersionOf(dossier)) == false)
        {
            return (dossier, act, Error.Stale(DossierViews.Of(dossier, store.VersionOf(dossier), caller, act.At)));
        }

        var errors = ask(dossier, act);
        return (dossier, act, errors.Count > 0 ? errors.ToProblem() : null);
    }

    private static Func<RecognitionDossier, Act, IReadOnlyList<Error>> AtStage(
        string stageKey,
        StageKind[] kinds,
        Caller caller,
        Func<RecognitionDossier, Stage, Act, IReadOnlyList<Error>> ask,
        Func<Caller, RecognitionDossier, Stage, Error?>? may = null
    ) =>
        (dossier, act) =>
        {
            if (dossier.OpenStageOf(stageKey, kinds).Refused(out var error, out var stage))
            {
                return [error];
            }

            return (may ?? DossierAccess.ToAct)(caller, dossier, stage) is { } refusal ? [refusal] : ask(dossier, stage, act);
        };
}

/// <summary>Answers with a dossier and its version as ETag.</summary>
internal sealed class DossierState(DossierView view, int status = StatusCodes.Status200OK, string? location = null)
    : IResult,
        IStatusCodeHttpResult
{
    public DossierView View => view;

    public int? StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.SetETag(view.Version);
        return location is null
            ? TypedResults.Ok(view).ExecuteAsync(httpContext)
            : TypedResults.Created(location, view).ExecuteAsync(httpContext);
    }
}
