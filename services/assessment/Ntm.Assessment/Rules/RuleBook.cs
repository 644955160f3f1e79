using System.Collections.Concurrent;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Web;

namespace Ntm.Assessment.Rules;

/// <summary>All dated rules of the service, read once at start.</summary>
internal sealed class RuleBook
{
    private const string RegionsFile = "regions.json";
    private const string CriteriaFolder = "criteria/";

    private readonly IReadOnlyDictionary<string, string> regions;

    private readonly ConcurrentDictionary<(string Code, string Hash), CriteriaSet> published = new();

    private RuleBook(
        IReadOnlyList<CriteriaSet> sets,
        IReadOnlyList<SurveyRule> surveyRules,
        IReadOnlyList<QuestionSet> questionSets,
        IReadOnlyDictionary<string, string> regions
    )
    {
        Sets = sets;
        SurveyRules = surveyRules;
        QuestionSets = questionSets;
        this.regions = regions;
    }

    public IReadOnlyList<CriteriaSet> Sets { get; }

    public IReadOnlyList<SurveyRule> SurveyRules { get; }

    public IReadOnlyList<QuestionSet> QuestionSets { get; }

    public CriteriaSet? FindSet(string code) => Sets.FirstOrDefault(set => set.Code == code);

    /// <summary>A set published by a province that was read before; the hash is that of its rows.</summary>
    public CriteriaSet? Recall(string code, string hash) => published.GetValueOrDefault((code, hash));

    /// <summary>Keeps a published set for the next reader.</summary>
    public CriteriaSet Keep(string hash, CriteriaSet set) => published[(set.Code, hash)] = set;

    public CriteriaSet? SetFor(string title, DateOnly day) => Sets.FirstOrDefault(set => set.Title == title && set.InForceOn(day));

    public SurveyRule? SurveyRuleFor(string title, DateOnly day) =>
        SurveyRules.FirstOrDefault(rule => rule.Title == title && rule.InForceOn(day));

    public QuestionSet? QuestionsFor(string title, DateOnly day) =>
        QuestionSets.FirstOrDefault(set => set.Titles.Contains(title) && set.InForceOn(day));

    /// <summary>The figures of a province with what it published, each by criteria set and indicator or by survey rule and demand;
    /// or, as <see cref="QuestionSet.Wording"/>, the wording of a ballot; null where there is none.</summary>
    public Func<string, string, ConfirmableThreshold?> ThresholdsFor(string province, IReadOnlyList<CriteriaSet> published) =>
        (rule, item) =>
            (published.FirstOrDefault(set => set.Code == rule) ?? FindSet(rule))?.Find(item) is { } indicator
                ? new ConfirmableThreshold(indicator.Kind, indicator.DecidedIn(RegionOf(province)), ByYear: true)
            : SurveyRules.FirstOrDefault(known => known.Code == rule)?.Demands.FirstOrDefault(known => known.Code == item) is { } demand
                ? new ConfirmableThreshold(IndicatorKind.Percent, demand.NeedsConfirmation ? null : new Threshold("", []), ByYear: false)
            : item == QuestionSet.Wording && QuestionSets.FirstOrDefault(known => known.Code == rule) is { } ballot
                ? new ConfirmableThreshold(IndicatorKind.Boolean, ballot.NeedsConfirmation ? null : new Threshold("", []), ByYear: false)
            : null;

    /// <summary>Region of the province a unit lies in; null if it is not in the data.</summary>
    public string? RegionOf(string unitPath) => regions.GetValueOrDefault(UnitScope.ProvinceOf(unitPath));

    /// <summary>Reads the rules folder.</summary>
    /// <exception cref="InvalidDataException">Any file is missing or damaged; the message names every fault.</exception>
    public static RuleBook Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException($"{folder}: không có thư mục dữ liệu quy định (Assessment:RulesFolder).");
        }

        var files = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes);
        var (book, faults) = Read(files);
        return book ?? throw new InvalidDataException(string.Join(Environment.NewLine, faults.Select(fault => " - " + fault)));
    }

    /// <summary>The rules, or every fault in them.</summary>
    /// <param name="files">Bytes by path below the rules folder.</param>
    public static (RuleBook? Book, IReadOnlyList<RuleFault> Faults) Read(IReadOnlyDictionary<string, byte[]> files)
    {
        var faults = new List<RuleFault>();
        var sets = files
            .Keys.Where(path =>
                path.StartsWith(CriteriaFolder, StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal)
            .Select(path => path[..^".json".Length])
            .Select(name => CriteriaFile.Read(name, files[$"{name}.json"], files.GetValueOrDefault($"{name}.csv"), faults))
            .OfType<CriteriaSet>()
            .ToList();
        SurveyFiles.CheckOverlaps(CriteriaFolder, sets.Select(set => (set.Title, set.ValidFrom, set.ValidTo)).ToList(), faults);
        var rules = Needed(files, SurveyFiles.RulesFile, faults) is { } ruleBytes ? SurveyFiles.Rules(ruleBytes, faults) : [];
        var questions = Needed(files, SurveyFiles.QuestionsFile, faults) is { } questionBytes
            ? SurveyFiles.Questions(questionBytes, faults)
            : [];
        var regions = Needed(files, RegionsFile, faults) is { } regionBytes
            ? RuleText.Parse<RegionsData>(RegionsFile, regionBytes, faults)
            : null;
        return (faults.Count > 0 ? null : new RuleBook(sets, rules, questions, regions!.Provinces), faults);
    }

    private static byte[]? Needed(IReadOnlyDictionary<string, byte[]> files, string path, List<RuleFault> faults)
    {
        var bytes = files.GetValueOrDefault(path);
        if (bytes is null)
        {
            faults.Add(new RuleFault(path, 0, "", "thiếu tệp."));
        }

        return bytes;
    }

    private sealed record RegionsData
    {
        public required string Source { get; init; }
        public required IReadOnlyDictionary<string, string> Provinces { get; init; }
    }
}
