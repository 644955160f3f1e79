namespace Ntm.Planning.Domain.Plans;

/// <summary>Whether the parts of a plan fit together: every key once, every reference known, every split within its target.</summary>
internal sealed class ContentCheck
{
    private static readonly string[] Operators = ["=", ">=", ">", "<=", "<"];

    private readonly PlanContent content;
    private readonly List<ContentFault> faults = [];
    private readonly HashSet<string> bodies;
    private readonly HashSet<string> places;
    private readonly HashSet<string> periods;
    private readonly HashSet<string> targets;
    private readonly HashSet<string> tasks;
    private readonly HashSet<string> documents;

    private ContentCheck(PlanContent content)
    {
        this.content = content;
        bodies = [.. content.Bodies.Select(row => row.Key)];
        places = [.. content.Places.Select(row => row.Key)];
        periods = [.. content.Periods.Select(row => row.Key)];
        targets = [.. content.Targets.Select(row => row.Key)];
        tasks = [.. content.Tasks.Select(row => row.Key)];
        documents = [.. content.Documents.Select(row => row.Key)];
    }

    /// <summary>Every fault, in the order of the sections.</summary>
    public static IReadOnlyList<ContentFault> FaultsOf(PlanContent content)
    {
        var check = new ContentCheck(content);
        check.Keys();
        check.Header();
        check.Periods();
        check.Places();
        check.Targets();
        check.Split();
        check.Tasks();
        check.Reporting();
        check.Rest();
        return check.faults;
    }

    private void Keys()
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (section, index, key) in AllKeys().Where(row => !seen.Add(row.Key)))
        {
            Add(section, index, "key", $"Mã {key} được dùng hai lần; mỗi mã chỉ dùng một lần trong cả kế hoạch.");
        }
    }

    private IEnumerable<(string Section, int Index, string Key)> AllKeys() =>
        Of("periods", content.Periods, row => row.Key)
            .Concat(Of("bodies", content.Bodies, row => row.Key))
            .Concat(Of("places", content.Places, row => row.Key))
            .Concat(Of("targets", content.Targets, row => row.Key))
            .Concat(Of("tasks", content.Tasks, row => row.Key))
            .Concat(Of("reporting", content.Reporting, row => row.Key))
            .Concat(Of("funding", content.Funding, row => row.Key))
            .Concat(Of("documents", content.Documents, row => row.Key))
            .Concat(Of("rules", content.Rules, row => row.Key));

    private void Header()
    {
        Known("header", null, "issuer", [content.Header.Issuer], bodies, "cơ quan, đơn vị");
        foreach (var (recipient, index) in Rows(content.Header.Recipients))
        {
            Known("header.recipients", index, "bodies", recipient.Bodies, bodies, "cơ quan, đơn vị");
        }

        foreach (var (attachment, index) in Rows(content.Header.Attachments))
        {
            Optional("header.attachments", index, "document", attachment.Document, documents, "văn bản");
        }
    }

    private void Periods()
    {
        if (content.Periods.Count(period => period.Kind == PeriodKind.Main) != 1)
        {
            Add("periods", null, null, "Kế hoạch phải có đúng một thời gian thực hiện chung.");
        }

        foreach (var (period, index) in Rows(content.Periods))
        {
            if (period.To < period.From)
            {
                Add("periods", index, "to", "Ngày cuối trước ngày đầu.");
            }
            else if (period.From.Year < 2010 || period.To.Year > 2100 || period.Days > 2200)
            {
                Add("periods", index, "from", "Thời gian phải nằm trong các năm 2010–2100 và không quá sáu năm.");
            }

            Optional("periods", index, "within", period.Within, periods, "thời gian");
        }
    }

    private void Places()
    {
        foreach (var (place, index) in Rows(content.Places))
        {
            Optional("places", index, "within", place.Within, places, "địa điểm");
        }
    }

    private void Targets()
    {
        foreach (var (target, index) in Rows(content.Targets))
        {
            Known("targets", index, "place", [target.Place], places, "địa điểm");
            Optional("targets", index, "period", target.Period, periods, "thời gian");
            DueFault("targets", index, target.Due);
            foreach (var (field, message) in TargetCheck.FaultsOf(target, Operators))
            {
                Add("targets", index, field, message);
            }
        }
    }

    private void Split()
    {
        var byKey = content.Targets.GroupBy(target => target.Key).ToDictionary(group => group.Key, group => group.First());
        foreach (var (row, index) in Rows(content.Split))
        {
            Known("split", index, "target", [row.Target], targets, "chỉ tiêu");
            Known("split", index, "place", [row.Place], places, "địa điểm");
            if (row.Value is < 0 or > TargetCheck.Most)
            {
                Add("split", index, "value", row.Value < 0 ? "Phần giao không được âm." : TargetCheck.TooLarge);
            }
        }

        foreach (var twice in Rows(content.Split).GroupBy(row => (row.Row.Target, row.Row.Place)).Where(group => group.Count() > 1))
        {
            Add("split", twice.Last().Index, "place", $"Chỉ tiêu {twice.Key.Target} được giao cho {twice.Key.Place} hai lần.");
        }

        foreach (var group in Rows(content.Split).Where(row => row.Row.Basis != SplitBasis.Each).GroupBy(row => row.Row.Target))
        {
            var sum = group.Sum(row => Math.Min(row.Row.Value, TargetCheck.Most));
            if (byKey.GetValueOrDefault(group.Key) is { Value: { } value, IsShare: false } && sum > value)
            {
                Add(
                    "split",
                    group.Last().Index,
                    "value",
                    $"Tổng giao của chỉ tiêu {group.Key} là {WrittenNumber.Display(sum)}, quá {WrittenNumber.Display(value)}."
                );
            }
        }
    }

    private void Tasks()
    {
        foreach (var (task, index) in Rows(content.Tasks))
        {
            Known("tasks", index, "accountable", task.Accountable, bodies, "cơ quan, đơn vị");
            Known("tasks", index, "responsible", task.Responsible, bodies, "cơ quan, đơn vị");
            Known("tasks", index, "coordinating", task.Coordinating, bodies, "cơ quan, đơn vị");
            Known("tasks", index, "places", task.Places, places, "địa điểm");
            Known("tasks", index, "dependsOn", task.DependsOn, tasks, "nhiệm vụ");
            DueFault("tasks", index, task.Due);
            if (task.Step is not null && !task.Due.IsSet)
            {
                Add("tasks", index, "step", "Việc đặt mốc cho một bước của quy trình phải có hạn.");
            }
        }

        if (TaskOrder.CircleIn(content.Tasks) is { } circle)
        {
            Add("tasks", null, "dependsOn", $"Các nhiệm vụ chờ nhau vòng tròn: {string.Join(" → ", circle)}.");
        }
    }

    private void Reporting()
    {
        foreach (var (rule, index) in Rows(content.Reporting))
        {
            Known("reporting", index, "reporters", rule.Reporters, bodies, "cơ quan, đơn vị");
            Known("reporting", index, "with", rule.With, bodies, "cơ quan, đơn vị");
            Known("reporting", index, "receivers", rule.Receivers, bodies, "cơ quan, đơn vị");
            Known("reporting", index, "periods", rule.Periods, periods, "thời gian");
            Optional("reporting", index, "via", rule.Via, bodies, "cơ quan, đơn vị");
            if (ReportingCheck.FaultOf(rule) is var (field, message))
            {
                Add("reporting", index, field, message);
            }
        }
    }

    private void Rest()
    {
        foreach (var (fund, index) in Rows(content.Funding))
        {
            Optional("funding", index, "document", fund.Document, documents, "văn bản");
            if (fund.Amount is < 0 or > TargetCheck.Most)
            {
                Add("funding", index, "amount", fund.Amount < 0 ? "Số tiền, khối lượng không được âm." : TargetCheck.TooLarge);
            }
        }

        foreach (var (rule, index) in Rows(content.Rules).Where(row => row.Row.Operator is { } sign && !Operators.Contains(sign)))
        {
            Add("rules", index, "operator", $"Dấu so sánh {rule.Operator} không dùng được; dùng {string.Join(" ", Operators)}.");
        }
    }

    private void DueFault(string section, int index, Due due)
    {
        if (due.WhyNot() is { } message)
        {
            Add(section, index, "due", message);
        }
    }

    private void Optional(string section, int? index, string field, string? key, HashSet<string> known, string kind)
    {
        if (key is not null)
        {
            Known(section, index, field, [key], known, kind);
        }
    }

    private void Known(string section, int? index, string field, IEnumerable<string> keys, HashSet<string> known, string kind)
    {
        foreach (var key in keys.Where(key => !known.Contains(key)))
        {
            Add(section, index, field, $"Không có {kind} nào mang mã {key} trong kế hoạch.");
        }
    }

    private void Add(string section, int? index, string? field, string message) =>
        faults.Add(new ContentFault(section, index, field, message));

    private static IEnumerable<(string Section, int Index, string Key)> Of<T>(string section, IEnumerable<T> rows, Func<T, string> key) =>
        Rows(rows).Select(row => (section, row.Index, key(row.Row)));

    private static IEnumerable<(T Row, int Index)> Rows<T>(IEnumerable<T> rows) => rows.Select((row, index) => (row, index));
}
