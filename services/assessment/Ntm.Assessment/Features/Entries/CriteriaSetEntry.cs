using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Entries;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features.Entries;

/// <summary>Which table of a set is published.</summary>
internal sealed record Publication(string Code, string Sha256);

/// <summary>A criteria set of the province, which never changes once it is published.</summary>
internal sealed class CriteriaSetEntry(AssessmentDbContext db, RuleBook rules, TimeProvider clock, ILogger<CriteriaSetEntry> log)
    : IEntryKind<AssessmentDbContext>
{
    public const string Kind = "criteria-set";

    public string Key => Kind;

    public async Task<Result> CheckAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var publication = entry.Read<Publication>();
        if (await db.OpenProvinceSetAsync(publication.Code, cancellation) is not { } set)
        {
            return ProvinceSetErrors.NotFound;
        }

        var others = (await PublishedAsync(entry, cancellation)).Where(other =>
            other.Header.Title == set.Header.Title && other.Code != set.Code
        );
        return set.WhyNotPublish(rules.Compose(set), others) is { } refusal ? refusal
            : set.Hash != publication.Sha256 ? ProvinceSetErrors.Changed
            : Result.Of(ProvinceDocument.Of(entry).Faults(clock.Today()));
    }

    public async Task<IReadOnlyList<EntryChange>> ChangesAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var code = entry.Read<Publication>().Code;
        if (await db.ProvinceSets.AsNoTracking().FirstOrDefaultAsync(row => row.Code == code, cancellation) is not { } set)
        {
            return [new EntryChange($"Bộ tiêu chí {code}", null, "Bản thảo đã bị xóa")];
        }

        var before = await db.SetInForceAsync(rules, set.Header.Title, entry.Province, set.Header.ValidFrom, cancellation);
        var title = ProvinceTitles.NameOf(set.Header.Title);
        return [new EntryChange($"Bộ tiêu chí của danh hiệu {title}", before?.Code, $"{code}: {set.Header.Name}, {set.Rows.Count} dòng")];
    }

    public async Task<string> ApplyAsync(PreparedEntry entry, Caller by, DateTimeOffset at, CancellationToken cancellation)
    {
        var code = entry.Read<Publication>().Code;
        var set = await db.ProvinceSets.SingleAsync(row => row.Code == code, cancellation);
        set.Publish(1 + ((await PublishedAsync(entry, cancellation)).Max(other => other.Number) ?? 0), by, at);
        log.CriteriaSetPublished(code, set.Province, set.Hash, by.Subject);
        return $"/assessment/criteria-sets/{code}";
    }

    private Task<List<ProvinceSet>> PublishedAsync(PreparedEntry entry, CancellationToken cancellation) =>
        db.ProvinceSets.AsNoTracking().Where(row => row.Province == entry.Province && row.PublishedAt != null).ToListAsync(cancellation);
}
