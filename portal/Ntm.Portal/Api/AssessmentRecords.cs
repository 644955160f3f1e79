namespace Ntm.Portal.Api;

/// <summary>What the pages show of a self-assessment.</summary>
public sealed record SelfAssessmentRecord
{
    public Guid DossierId { get; init; }
    public string UnitCode { get; init; } = "";
    public string Title { get; init; } = "";
    public int Year { get; init; }
    public string? CriteriaSet { get; init; }
    public string? Note { get; init; }
    public string Shows { get; init; } = "";
    public int Revision { get; init; }
    public bool AllCriteriaPassed { get; init; }
    public IReadOnlyList<string> Missing { get; init; } = [];
    public IReadOnlyList<string> Failing { get; init; } = [];
    public IReadOnlyList<string> Undecidable { get; init; } = [];
    public IReadOnlyList<string> MissingEvidence { get; init; } = [];
    public IReadOnlyList<CriterionRecord> Criteria { get; init; } = [];
    public IReadOnlyList<string> EditableCriteria { get; init; } = [];
    public IReadOnlyList<string> AllowedActions { get; init; } = [];
}

public sealed record CriterionRecord(string Code, string Name, bool Passed, IReadOnlyList<IndicatorRecord> Indicators);

public sealed record IndicatorRecord
{
    public string Code { get; init; } = "";
    public string Text { get; init; } = "";
    public string Type { get; init; } = "";
    public bool BySex { get; init; }
    public bool IfAny { get; init; }
    public bool NeedsEvidence { get; init; }
    public IReadOnlyList<string> Parts { get; init; } = [];
    public string Unit { get; init; } = "";
    public string Threshold { get; init; } = "";
    public ValueRecord? Value { get; init; }
    public string? ValueText { get; init; }
    public string Verdict { get; init; } = "";
    public string? Reason { get; init; }
    public IReadOnlyList<EvidenceRecord> Evidence { get; init; } = [];
}

/// <summary>A value as the API takes and gives it.</summary>
public sealed record ValueRecord
{
    public bool? Met { get; init; }
    public decimal? Numerator { get; init; }
    public decimal? SecondNumerator { get; init; }
    public decimal? Denominator { get; init; }
    public decimal? Number { get; init; }
    public IReadOnlyList<bool?>? Parts { get; init; }
    public ShareRecord? Male { get; init; }
    public ShareRecord? Female { get; init; }
    public bool NotApplicable { get; init; }
    public string? Reason { get; init; }
}

public sealed record ShareRecord(decimal? Numerator, decimal? Denominator);

public sealed record EvidenceRecord(
    string Name,
    string Hash,
    string MediaType,
    long Length,
    DateTimeOffset AddedAt,
    string? AddedByName = null
);

/// <summary>A submitted revision, whole.</summary>
public sealed record RevisionRecord(RevisionSummaryRecord Summary, IReadOnlyList<CriterionRecord> Criteria);

public sealed record RevisionSummaryRecord(int Revision, DateTimeOffset SubmittedAt, string SubmittedByName);

/// <summary>A survey in a list.</summary>
public sealed record SurveyRow(
    Guid Id,
    Guid DossierId,
    int Round,
    string UnitCode,
    string Title,
    string State,
    DateTimeOffset OpenedAt,
    bool? Met
);

/// <summary>What the pages show of a survey.</summary>
public sealed record SurveyRecord
{
    public Guid Id { get; init; }
    public Guid DossierId { get; init; }
    public int Round { get; init; }
    public string UnitCode { get; init; } = "";
    public string Title { get; init; } = "";
    public string State { get; init; } = "";
    public DateTimeOffset OpenedAt { get; init; }
    public IReadOnlyList<QuestionRecord> Questions { get; init; } = [];
    public IReadOnlyList<VillageRecord> Villages { get; init; } = [];
    public IReadOnlyList<string> MissingVillages { get; init; } = [];
    public SurveyResultRecord? Result { get; init; }
    public SurveyMinutesRecord? Minutes { get; init; }
    public IReadOnlyList<string> AllowedActions { get; init; } = [];
}

public sealed record QuestionRecord(string Code, string Text, bool Overall);

public sealed record VillageRecord(string Code, string Name, SheetRecord? Sheet, int Replaced, bool Counted);

public sealed record SheetRecord(int Households, int Issued, int Returned, int Valid, int Invalid, IReadOnlyList<AnswerRecord> Answers);

public sealed record AnswerRecord(string Question, int Satisfied, int NotSatisfied, IReadOnlyList<string> Reasons);

public sealed record SurveyResultRecord(bool? Met, decimal OverallRate, IReadOnlyList<DemandRecord> Demands, TotalsRecord Unit);

public sealed record DemandRecord(string Code, bool? Met, string? Demanded, string? Reason, IReadOnlyList<string> Shortfalls);

public sealed record TotalsRecord(
    int Households,
    int Issued,
    int Returned,
    int Valid,
    string Participation,
    IReadOnlyList<RateRecord> Questions
);

public sealed record RateRecord(string Question, int Satisfied, int NotSatisfied, string Rate);

public sealed record SurveyMinutesRecord(string Number, DateOnly Date, IReadOnlyList<SignatoryRecord> Signatories, string ClosedByName);

public sealed record SignatoryRecord(string Name, string Position);

/// <summary>The sample province's people.</summary>
public sealed record SamplePeople(string Password, IReadOnlyList<SamplePersonRow> Accounts);

public sealed record SamplePersonRow(string UserName, string Name, string Title);
