namespace Ntm.Dossier.Features.Entries;

/// <summary>The procedure of a province. A dossier keeps the one of its opening.</summary>
internal sealed class ProcedureEntry(DossierDbContext db, DossierRules rules, TimeProvider clock) : IEntryKind<DossierDbContext>
{
    public const string Kind = "procedure";

    public string Key => Kind;

    public Task<Result> CheckAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var request = entry.Read<PrepareProcedureRequest>();
        var known = rules.Paths.Paths.Any(path =>
            path.Key == request.Path && path.NeedsProcedure && (path.ValidTo is null || request.ValidFrom <= path.ValidTo)
        );
        var faults = ProcedureCheck
            .Document(new Act(entry.PreparedBy, clock.GetUtcNow()), request.DocumentDate, request.ValidFrom)
            .Concat(known ? [] : [ProcedureErrors.PathUnknown(request.Path)])
            .Concat(ProcedureCheck.Figures(request.Figures));
        return Task.FromResult(Result.Of(faults));
    }

    public async Task<IReadOnlyList<EntryChange>> ChangesAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var request = entry.Read<PrepareProcedureRequest>();
        var day = new[] { clock.Today(), request.ValidFrom }.Max();
        var before = await db.ProcedureInForceAsync(entry.Province, request.Path, day, cancellation);
        return
        [
            .. rules
                .Figures.All.Select(figure =>
                    (
                        figure.Name,
                        Before: before is null ? null : FigureTexts.Of(before.Figures, figure.Key),
                        After: FigureTexts.Of(request.Figures, figure.Key)
                    )
                )
                .Where(figure => figure.Before is not null || figure.After is not null)
                .Select(figure => new EntryChange(figure.Name, figure.Before, figure.After ?? "Văn bản không quy định")),
        ];
    }

    public async Task<string> ApplyAsync(PreparedEntry entry, Caller by, DateTimeOffset at, CancellationToken cancellation)
    {
        var request = entry.Read<PrepareProcedureRequest>();
        db.Procedures.Add(
            new ProcedureRow
            {
                Province = entry.Province,
                Number = (await db.ProceduresOfAsync(entry.Province, cancellation)).Count + 1,
                PathKey = request.Path,
                DocumentNumber = entry.Document.Number,
                DocumentDate = request.DocumentDate,
                ValidFrom = request.ValidFrom,
                Figures = request.Figures,
                ConfirmedBy = by.Subject,
                ConfirmedByName = by.Name,
                ConfirmedAt = at,
            }
        );
        return $"/dossiers/procedures?province={entry.Province}";
    }
}
