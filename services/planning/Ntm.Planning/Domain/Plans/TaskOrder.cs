namespace Ntm.Planning.Domain.Plans;

/// <summary>The order that tasks impose on one another.</summary>
internal static class TaskOrder
{
    /// <summary>Keys of tasks that wait for one another, the first one again at the end; null where there are none.</summary>
    public static IReadOnlyList<string>? CircleIn(IReadOnlyList<PlanTask> tasks)
    {
        var before = tasks.GroupBy(task => task.Key).ToDictionary(group => group.Key, group => group.First().DependsOn);
        var done = new HashSet<string>();
        foreach (var start in before.Keys)
        {
            var trail = new List<string>();
            if (Walk(start, trail) is { } circle)
            {
                return circle;
            }
        }

        return null;

        IReadOnlyList<string>? Walk(string key, List<string> trail)
        {
            if (trail.IndexOf(key) is >= 0 and var at)
            {
                return [.. trail[at..], key];
            }

            if (!before.TryGetValue(key, out var next) || done.Contains(key))
            {
                return null;
            }

            trail.Add(key);
            var circle = next.Select(each => Walk(each, trail)).FirstOrDefault(found => found is not null);
            trail.RemoveAt(trail.Count - 1);
            done.Add(key);
            return circle;
        }
    }
}
