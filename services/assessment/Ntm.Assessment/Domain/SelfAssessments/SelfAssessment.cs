using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Domain.SelfAssessments;

/// <summary>
/// The self-assessment of one dossier: a draft that the commune fills while the path lets it, and the number of
/// times it was submitted. It keeps the criteria set that was in force when the dossier was opened, unless the province moves it.
/// </summary>
internal sealed class SelfAssessment
{
    public required Guid Id { get; init; }
    public required Guid DossierId { get; init; }
    public required string UnitCode { get; init; }

    /// <summary>Codes from the province down to the unit.</summary>
    public required string UnitPath { get; init; }
    public required string Title { get; init; }
    public required int Year { get; init; }

    public required DateOnly DossierOpenedOn { get; init; }

    /// <summary>Legal day on which it was moved to another set; null while it has the one that it began with.</summary>
    public DateOnly? SetMovedOn { get; private set; }

    /// <summary>Confirmed thresholds in force on this legal day apply.</summary>
    public DateOnly RulesOf => SetMovedOn ?? DossierOpenedOn;

    /// <summary>Null where no set was in force for the title on that day.</summary>
    public string? CriteriaSet { get; set; }

    /// <summary>Counts the submissions.</summary>
    public int Revision { get; private set; }

    public int Version { get; private set; }

    public List<IndicatorEntry> Entries { get; init; } = [];

    public List<EvidenceFile> Evidence { get; init; } = [];

    public IReadOnlyDictionary<string, IndicatorValue> Values => Entries.ToDictionary(entry => entry.Code, entry => entry.Value);

    /// <summary>Subjects of the accounts that answer for its values and evidence: who entered them, and in whose place.</summary>
    public IReadOnlyList<string> Authors =>
        [
            .. Entries
                .SelectMany(entry => new[] { entry.EnteredBy, entry.EnteredFor })
                .Concat(Evidence.SelectMany(file => new[] { file.AddedBy, file.AddedFor }))
                .OfType<string>()
                .Distinct(),
        ];

    /// <summary>Sets, replaces or, with null, clears the value of an indicator.</summary>
    public void Put(string code, IndicatorValue? value, Hand by, DateTimeOffset at)
    {
        Entries.RemoveAll(entry => entry.Code == code);
        if (value is not null)
        {
            Entries.Add(
                new IndicatorEntry
                {
                    Id = Guid.CreateVersion7(at),
                    Code = code,
                    Value = value,
                    EnteredBy = by.Account,
                    EnteredFor = by.Principal,
                    EnteredAt = at,
                }
            );
        }

        Version++;
    }

    /// <summary>Adds a file; the same content again under the same indicator changes nothing.</summary>
    public void Attach(EvidenceFile file)
    {
        if (!Evidence.Exists(known => known.Code == file.Code && known.Hash == file.Hash))
        {
            Evidence.Add(file);
            Version++;
        }
    }

    public void Remove(EvidenceFile file)
    {
        Evidence.Remove(file);
        Version++;
    }

    /// <summary>Goes on under another criteria set; values and evidence of the dropped indicators go.</summary>
    public void MoveTo(string set, IReadOnlyList<string> dropped, DateOnly day)
    {
        (CriteriaSet, SetMovedOn) = (set, day);
        Entries.RemoveAll(entry => dropped.Contains(entry.Code));
        Evidence.RemoveAll(file => dropped.Contains(file.Code));
        Version++;
    }

    /// <summary>Counts a submission and says which number it has.</summary>
    public int Submit()
    {
        Version++;
        return ++Revision;
    }
}

/// <summary>The value of one indicator in the draft.</summary>
internal sealed class IndicatorEntry
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required IndicatorValue Value { get; init; }

    /// <summary>Subject of the account that entered it.</summary>
    public required string EnteredBy { get; init; }

    /// <summary>Account in whose place it was entered under a letter of delegation; null in its own.</summary>
    public string? EnteredFor { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
}

/// <summary>A file that proves the value of an indicator; its bytes lie in the file store under the hash.</summary>
internal sealed class EvidenceFile
{
    public required Guid Id { get; init; }

    /// <summary>Code of the indicator.</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public required string Hash { get; init; }
    public required string MediaType { get; init; }

    /// <summary>Length in bytes.</summary>
    public required long Length { get; init; }
    public required string AddedBy { get; init; }

    /// <summary>Account in whose place it was added under a letter of delegation; null in its own.</summary>
    public string? AddedFor { get; init; }

    /// <summary>Name of the person who added it.</summary>
    public string? AddedByName { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>One submitted revision; never changed.</summary>
internal sealed class SubmittedRevision
{
    public required Guid AssessmentId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public required string SubmittedBy { get; init; }

    /// <summary>Account in whose place it was submitted under a letter of delegation; null in its own.</summary>
    public string? SubmittedFor { get; init; }
    public required string SubmittedByName { get; init; }
    public required bool AllCriteriaPassed { get; init; }

    /// <summary>The criteria as they stood, JSON.</summary>
    public required string Content { get; init; }
}
