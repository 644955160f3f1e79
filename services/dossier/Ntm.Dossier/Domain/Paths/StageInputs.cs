namespace Ntm.Dossier.Domain.Paths;

/// <summary>The inputs of a stage that have a shape of their own.</summary>
internal static class StageInputs
{
    private static readonly int[] DefaultReminders = [14, 7, 3, 1];

    public static IReadOnlyList<DocumentRequirement> Documents(JsonPlace activity)
    {
        var documents = new List<DocumentRequirement>();
        foreach (var item in InputReader.Object(activity, "documents", "Object", required: false)?.Items() ?? [])
        {
            if (!item.IsObject())
            {
                continue;
            }

            item.AllowOnly("key", "step", "required");
            documents.Add(
                new DocumentRequirement(item.RequireText("key"), item.RequireText("step"), item.Require("required")?.Flag() ?? false)
            );
        }

        return documents;
    }

    /// <summary>Refuses what would have no effect at a stage of this kind.</summary>
    public static void CheckEffect(JsonPlace activity, Stage stage)
    {
        if (stage.Kind != StageKind.CouncilVote && stage.VoteRule is not null)
        {
            activity.FaultAt("voteRule", "chỉ dùng cho bước biểu quyết (Ntm.CouncilVote)");
        }

        if (stage.Kind is StageKind.SelfAssessment or StageKind.Survey && stage.Documents.Any(document => document.Required))
        {
            activity.FaultAt("documents", $"bước loại {stage.Kind} kết thúc bằng kết quả nộp về nên không đòi tài liệu bắt buộc được");
        }

        // Both are done in the assessment service: the one by the unit's own people, the other by the Front of the named level.
        if (stage.Kind == StageKind.SelfAssessment && (stage.Level, stage.Role) != ("commune", "officer"))
        {
            activity.FaultAt("role", "tự đánh giá chỉ do cán bộ của chính xã (commune, officer)");
        }

        if (stage.Kind == StageKind.Survey && stage.Role != "surveyor")
        {
            activity.FaultAt("role", "lấy ý kiến chỉ do Mặt trận Tổ quốc (surveyor)");
        }
    }

    public static IReadOnlyList<Guard> Guards(JsonPlace activity, StageKind kind)
    {
        var guards = new List<Guard>();
        foreach (var name in InputReader.Object(activity, "guards", "String[]", required: false)?.Texts() ?? [])
        {
            if (Paths.Guards.Find(name) is not { } guard)
            {
                activity.FaultAt("guards", $"không có điều kiện “{name}”");
            }
            else if (!Paths.Guards.FitsKind(guard, kind))
            {
                activity.FaultAt("guards", $"điều kiện “{name}” không dùng được cho bước loại {kind}");
            }
            else
            {
                guards.Add(guard);
            }
        }

        if (guards.Contains(Guard.BeforeCutOff) && activity.Find("dueBefore") is null && activity.Find("cutOff") is null)
        {
            activity.FaultAt("dueBefore", "thiếu: điều kiện “before-cut-off” cần thời hạn");
        }

        return guards;
    }

    public static MonthDay? DueBefore(JsonPlace activity)
    {
        if (InputReader.Text(activity, "dueBefore", required: false) is not { } text)
        {
            return null;
        }

        if (MonthDay.Parse(text) is { } day)
        {
            return day;
        }

        activity.FaultAt("dueBefore", $"“{text}” không phải ngày dạng MM-dd có trong mọi năm");
        return null;
    }

    /// <summary>Name of a dated cut-off, which only a submission has.</summary>
    public static string? CutOff(JsonPlace activity, StageKind kind)
    {
        if (InputReader.Text(activity, "cutOff", required: false) is not { } key)
        {
            return null;
        }

        if (kind != StageKind.Submission)
        {
            activity.FaultAt("cutOff", "chỉ dùng cho bước trình hồ sơ (Ntm.Submission)");
        }

        return key;
    }

    /// <summary>Name of a period of the procedure.</summary>
    public static string? Period(JsonPlace activity) =>
        activity.Find("period") is null ? null : InputReader.OneOf(activity, "period", ProcedureFigures.Periods);

    public static Stage WithReminders(JsonPlace activity, Stage stage)
    {
        if (stage is { DueBefore: not null, DueWorkingDays: not null })
        {
            activity.FaultAt("dueWorkingDays", "không dùng cùng dueBefore");
        }

        if (
            stage.NamesFigures
            && (stage.DueBefore is not null || stage.DueWorkingDays is not null || stage is { CutOff: not null, Period: not null })
        )
        {
            activity.FaultAt(stage.Period is null ? "cutOff" : "period", "mỗi bước chỉ có một thời hạn");
        }

        var dated = stage.DueBefore is not null || stage.DueWorkingDays is not null || stage.NamesFigures;
        if (InputReader.Object(activity, "reminders", "Int32[]", required: false) is not { } list)
        {
            return dated ? stage with { Reminders = DefaultReminders } : stage;
        }

        var reminders = list.Items().Select(item => item.Whole(1, 60)).OfType<int>().OrderDescending().ToList();
        if (reminders.Distinct().Count() != reminders.Count)
        {
            activity.FaultAt("reminders", "lặp lại");
        }

        if (!dated)
        {
            activity.FaultAt("reminders", "bước không có thời hạn thì không có nhắc hạn");
        }

        return stage with
        {
            Reminders = reminders,
        };
    }

    public static IReadOnlyList<Department> Departments(JsonPlace activity, StageKind kind, IReadOnlyList<string> titles)
    {
        if (InputReader.Object(activity, "departments", "Object", required: false) is not { } list)
        {
            return [];
        }

        if (kind != StageKind.Review)
        {
            activity.FaultAt("departments", "chỉ dùng cho bước thẩm tra, thẩm định (Ntm.Review)");
        }

        var departments = new List<Department>();
        foreach (var item in list.Items())
        {
            if (!item.IsObject())
            {
                continue;
            }

            item.AllowOnly("key", "title", "criteria", "consolidates");
            departments.Add(
                new Department(
                    item.RequireText("key"),
                    item.RequireText("title"),
                    Criteria(item, titles),
                    item.Find("consolidates")?.Flag() ?? false
                )
            );
        }

        CheckShares(activity, departments, titles);
        return departments;
    }

    private static Dictionary<string, IReadOnlyList<string>> Criteria(JsonPlace department, IReadOnlyList<string> titles)
    {
        var shares = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (department.Require("criteria") is not { } criteria || !criteria.IsObject())
        {
            return shares;
        }

        foreach (var share in criteria.Element.EnumerateObject())
        {
            if (!titles.Contains(share.Name))
            {
                criteria.FaultAt(share.Name, "quy trình không dùng cho danh hiệu này");
            }

            shares[share.Name] = criteria.Find(share.Name)!.Value.Texts();
        }

        return shares;
    }

    private static void CheckShares(JsonPlace activity, List<Department> departments, IReadOnlyList<string> titles)
    {
        foreach (var twice in departments.GroupBy(department => department.Key).Where(group => group.Count() > 1))
        {
            activity.FaultAt("departments", $"lặp lại “{twice.Key}”");
        }

        foreach (var title in titles)
        {
            var shared = departments
                .SelectMany(department => department.CriteriaFor(title))
                .GroupBy(code => code)
                .Where(group => group.Count() > 1);
            foreach (var criterion in shared)
            {
                activity.FaultAt("departments", $"tiêu chí {criterion.Key} ({title}) giao cho nhiều cơ quan");
            }
        }
    }
}
