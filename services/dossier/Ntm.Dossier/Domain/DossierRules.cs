using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Domain.Titles;

namespace Ntm.Dossier.Domain;

/// <summary>The dated rules a dossier stands on.</summary>
internal sealed record DossierRules(
    PathLibrary Paths,
    DocumentChecklist Documents,
    VoteRules Votes,
    Campaigns Campaigns,
    CutOffRules CutOffs,
    KnownFigures Figures,
    MergedUnitRules MergedUnits,
    WorkingDayCalendar Calendar
)
{
    /// <summary>Loads all rules and compares them with each other.</summary>
    /// <param name="files">File name → text of each path file.</param>
    /// <exception cref="PathFaultsException">Names every fault of the path files.</exception>
    public static DossierRules Load(IReadOnlyDictionary<string, string> files)
    {
        var rules = new DossierRules(
            PathLibrary.Read(files),
            DocumentChecklist.Load(),
            VoteRules.Load(),
            Campaigns.Load(),
            CutOffRules.Load(),
            KnownFigures.Load(),
            MergedUnitRules.Load(),
            WorkingDayCalendar.VietNam
        );
        var faults = rules.Faults().ToList();
        return faults.Count == 0 ? rules : throw new PathFaultsException(faults);
    }

    /// <summary>Whether a department of this role concludes a review on any of the paths.</summary>
    public bool Consolidates(string role, string department) =>
        Paths
            .Paths.SelectMany(path => path.Stages)
            .Any(stage => stage.Role == role && stage.Departments.Any(named => named.Consolidates && named.Key == department));

    /// <summary>
    /// How the keys of a role's inbox rows may end on any of the paths: with nothing where the stage is undivided, else with <c>#</c> and
    /// the department, or with <c>#</c> alone for the consolidation.
    /// </summary>
    public IEnumerable<string> KeyEndings(string role) =>
        Paths
            .Paths.SelectMany(path => path.Stages)
            .Where(stage => stage.Role == role && stage.Departments.Count > 0)
            .SelectMany(stage => stage.Departments.Select(department => "#" + department.Key).Append("#"))
            .Prepend("")
            .Distinct();

    /// <summary>A path with its dated figures as they are for one dossier.</summary>
    public PathDefinition PathOf(PathDefinition path, Procedure? procedure, string unitPath, int year) =>
        DatedPath.Of(path, procedure, CutOffs, UnitScope.ProvinceOf(unitPath), year);

    /// <summary>Everything in which the paths and the other rules do not agree.</summary>
    public IEnumerable<PathFault> Faults() => Paths.Paths.SelectMany(FaultsOf);

    /// <summary>
    /// Days on which a path must agree with the checklist and the voting rules: its first, and each inside its time on which one
    /// of them begins to be in force or has ended. Between two of these nothing changes.
    /// </summary>
    private IEnumerable<DateOnly> ChangesIn(PathDefinition path) =>
        Documents
            .Changes.Concat(Votes.Changes)
            .Where(day => day > path.ValidFrom && (path.ValidTo is null || day <= path.ValidTo))
            .Prepend(path.ValidFrom)
            .Distinct()
            .Order();

    private IEnumerable<PathFault> FaultsOf(PathDefinition path)
    {
        var place = $"{path.Key} v{path.Version}";
        foreach (var stage in path.Stages.Where(stage => stage.CutOff is { } key && !path.NeedsProcedure && !CutOffs.Knows(key)))
        {
            yield return new PathFault($"{place}: {stage.Key}", $"không có quy tắc thời hạn “{stage.CutOff}”");
        }

        foreach (var day in ChangesIn(path))
        {
            foreach (var (stage, document) in path.Stages.SelectMany(stage => stage.Documents.Select(document => (stage, document))))
            {
                var type = Documents.Find(document.Key, day);
                if (type is null)
                {
                    yield return new PathFault(
                        $"{place}: {stage.Key}",
                        $"danh mục hồ sơ không có “{document.Key}” vào ngày {VietnamTime.Display(day)}"
                    );
                }
                else if (document.Required && type.Mark == "M?")
                {
                    yield return new PathFault(
                        $"{place}: {stage.Key}",
                        $"“{document.Key}” chưa có căn cứ được xác nhận nên không được bắt buộc"
                    );
                }
            }

            foreach (var stage in path.Stages.Where(stage => stage.VoteRule is not null))
            {
                if (
                    stage.VoteRule == Stage.OfProcedure
                        ? Votes.On(day) is null
                        : Votes.On(day)?.Key.StartsWith(stage.VoteRule + "-", StringComparison.Ordinal) != true
                )
                {
                    yield return new PathFault(
                        $"{place}: {stage.Key}",
                        $"không có quy tắc biểu quyết “{stage.VoteRule}” vào ngày {VietnamTime.Display(day)}"
                    );
                }
            }
        }
    }
}
