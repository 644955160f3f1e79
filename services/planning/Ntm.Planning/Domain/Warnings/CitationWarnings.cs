namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about documents that a plan cites.</summary>
internal static class CitationWarnings
{
    /// <summary><c>number-form</c>: a number is written in another form than its own.</summary>
    public static IEnumerable<PlanWarning> Form(WarningContext plan) =>
        from row in plan.Content.Documents
        where row is { AsWritten: not null, Number: not null }
        where !ComposedText.Compose(row.AsWritten!).Contains(ComposedText.Compose(row.Number!), StringComparison.Ordinal)
        select PlanWarning.Info(
            "number-form",
            [row.Key],
            $"Số văn bản viết \"{row.AsWritten}\", đúng ra là {row.Number}.",
            $"Chuẩn hóa thành {row.Number}."
        );

    /// <summary><c>number-blank</c>: the place of the number is empty; <c>citation-incomplete</c>: number or day are not whole.</summary>
    public static IEnumerable<PlanWarning> Incomplete(WarningContext plan)
    {
        var cited = plan
            .Content.Documents.Where(row => row.Role != DocumentRole.AttachmentNamed && row is not { AsWritten: null, Number: null })
            .ToList();
        var blank = cited.Where(row => row.Number is null && !row.AsWritten!.Any(char.IsDigit)).ToList();
        if (blank.Count > 0)
        {
            yield return PlanWarning.Warn(
                "number-blank",
                blank.Select(row => row.Key),
                $"Văn bản được dẫn để trống số: {PlanWarning.Names(blank.Select(row => row.AsWritten!))}.",
                "Điền số và ngày."
            );
        }

        var incomplete = cited.Except(blank).Where(row => row.Number is null || row.IssuedOn is null).ToList();
        if (incomplete.Count > 0)
        {
            yield return PlanWarning.Warn(
                "citation-incomplete",
                incomplete.Select(row => row.Key),
                $"Văn bản được dẫn thiếu năm, ký hiệu hoặc ngày: "
                    + $"{PlanWarning.Names(incomplete.Select(row => row.Number ?? row.AsWritten!))}.",
                "Điền số đầy đủ và ngày ban hành."
            );
        }
    }

    /// <summary><c>assignment-old</c>: the work is assigned by a document of a year before the plan.</summary>
    public static IEnumerable<PlanWarning> OldAssignment(WarningContext plan) =>
        from row in plan.Content.Documents
        where row is { Role: DocumentRole.Assignment, IssuedOn: not null } && row.IssuedOn.Value.Year < plan.Main.From.Year
        let tasks = plan.Content.Tasks.Where(task => row.Number is { } number && $"{task.Text} {task.Note}".Contains(number))
        select PlanWarning.Warn(
            "assignment-old",
            [row.Key, .. tasks.Select(task => task.Key)],
            $"Phân công theo văn bản {row.Number ?? row.AsWritten} ngày {VietnamTime.Display(row.IssuedOn!.Value)}, "
                + "trước năm của kế hoạch.",
            "Xác nhận văn bản còn hiệu lực, hoặc phân công lại."
        );
}
