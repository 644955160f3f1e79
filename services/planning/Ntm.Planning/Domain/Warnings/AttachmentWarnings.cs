using System.Text.RegularExpressions;
using Ntm.Persistence;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about attachments that a plan announces.</summary>
internal static partial class AttachmentWarnings
{
    /// <summary><c>attachment-missing</c>: an attachment is announced or named and not there.</summary>
    public static IEnumerable<PlanWarning> Missing(WarningContext plan)
    {
        var there = plan.Header.Attachments.Where(row => row.Present).Select(row => row.Document).ToHashSet();
        foreach (var named in Named(plan).Where(row => !there.Contains(row.Key)))
        {
            var tasks = plan.Content.Tasks.Where(task => NameSearch.Fold($"{task.Text} {task.Note}").Contains(NameSearch.Fold(named.Kind)));
            yield return Missing(named.Kind, [named.Key, .. tasks.Select(task => task.Key)]);
        }

        foreach (var announced in plan.Header.Attachments.Where(row => row is { Present: false, Document: null }))
        {
            yield return Missing(announced.Name, []);
        }
    }

    /// <summary><c>attached-or-to-do</c>: what is announced as attached is a task that somebody still has to do.</summary>
    public static IEnumerable<PlanWarning> StillToDo(WarningContext plan) =>
        from named in Named(plan)
        let words = Words(named.Kind)
        from task in plan.Content.Tasks
        where Made().Matches(task.Text).Select(match => Words(match.Groups["what"].Value)).Any(what => IsOf(what, words))
        select PlanWarning.Warn(
            "attached-or-to-do",
            [task.Key, named.Key],
            $"{named.Kind} được dẫn là kèm theo, nhưng nhiệm vụ {task.Key} lại giao lập.",
            "Xác định một: đã có thì đính kèm và bỏ việc lập; chưa có thì bỏ chữ kèm theo."
        );

    private static IEnumerable<PlanDocument> Named(WarningContext plan) =>
        plan.Content.Documents.Where(row => row.Role == DocumentRole.AttachmentNamed);

    private static PlanWarning Missing(string name, IReadOnlyList<string> rows) =>
        PlanWarning.Warn("attachment-missing", rows, $"{name} được dẫn nhưng không kèm theo.", "Đính kèm, hoặc bỏ câu dẫn.");

    private static string[] Words(string text) => NameSearch.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsOf(string[] what, string[] name) =>
        what.Length > 0 && what[0] == name.FirstOrDefault() && what.All(name.Contains);

    [GeneratedRegex(@"(?<!\p{L})(lập|xây dựng)\s+(?<what>[^,;.]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Made();
}
