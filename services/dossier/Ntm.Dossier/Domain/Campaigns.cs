namespace Ntm.Dossier.Domain;

/// <summary>The campaign (đợt xét) of one year: when dossiers for it may be opened, and how long its cut-offs may be extended.</summary>
internal sealed record Campaign
{
    /// <summary>Year that a title is sought for.</summary>
    public required int Year { get; init; }

    /// <summary>First legal day on which a dossier may be opened.</summary>
    public required DateOnly OpensOn { get; init; }

    /// <summary>Last such day.</summary>
    public required DateOnly ClosesOn { get; init; }

    /// <summary>Legal source, in Vietnamese.</summary>
    public required string Source { get; init; }

    /// <summary>How sure the source is: <c>V</c> and a number, or <c>M</c>.</summary>
    public required string Mark { get; init; }

    public bool Covers(DateOnly day) => OpensOn <= day && day <= ClosesOn;
}

/// <summary>The dated campaigns of the platform, read from <c>campaigns.json</c>; no two are open on one day.</summary>
internal sealed class Campaigns
{
    private const string FileName = "campaigns.json";

    private readonly Dictionary<int, Campaign> byYear;

    private Campaigns(IReadOnlyList<Campaign> campaigns) => byYear = campaigns.ToDictionary(campaign => campaign.Year);

    /// <summary>The campaign of a year; null when none is known.</summary>
    public Campaign? Of(int year) => byYear.GetValueOrDefault(year);

    /// <summary>The latest day before which a cut-off of the year can be set.</summary>
    public DateOnly CutOffOf(int year) => (Of(year)?.ClosesOn ?? new DateOnly(year, 12, 31)).AddDays(1);

    /// <summary>The campaigns that ship with the platform.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static Campaigns Load() => Parse(StrictJson.Embedded(typeof(Campaigns), FileName));

    /// <summary>The campaigns of a data file.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static Campaigns Parse(Stream? file)
    {
        var (read, faults) = StrictJson.Read<CampaignFile>(file).Check(found => FaultsOf(found.Campaigns));
        return faults.Count == 0
            ? new Campaigns(read!.Campaigns)
            : throw new InvalidDataException($"{FileName}:\n" + string.Join('\n', faults));
    }

    private static IEnumerable<string> FaultsOf(IReadOnlyList<Campaign> campaigns)
    {
        if (campaigns.Count == 0)
        {
            yield return "không có đợt xét nào.";
        }

        foreach (var campaign in campaigns.Where(campaign => campaign.ClosesOn < campaign.OpensOn))
        {
            yield return $"{campaign.Year}: closesOn trước opensOn.";
        }

        foreach (var campaign in campaigns.Where(one => string.IsNullOrWhiteSpace(one.Source) || one.Mark is "" or "M?"))
        {
            yield return $"{campaign.Year}: thiếu căn cứ, hoặc căn cứ chưa được xác nhận.";
        }

        foreach (var twice in campaigns.GroupBy(campaign => campaign.Year).Where(group => group.Count() > 1))
        {
            yield return $"{twice.Key}: có hai đợt.";
        }

        var ordered = campaigns.OrderBy(campaign => campaign.OpensOn).ToList();
        foreach (var (before, next) in ordered.Zip(ordered.Skip(1)).Where(pair => pair.Second.OpensOn <= pair.First.ClosesOn))
        {
            yield return $"{next.Year}: mở khi đợt {before.Year} chưa đóng.";
        }
    }

    private sealed record CampaignFile(IReadOnlyList<Campaign> Campaigns);
}
