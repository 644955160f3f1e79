using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Ntm.Messaging;

/// <summary>
/// The id of a consumer: the name of its queue and its key in the inbox. Without the attribute the id is made of the service and the
/// class name; a renamed class carries its old id here, so that it keeps its queue and its inbox rows.
/// </summary>
/// <param name="id"><c>service.consumer</c>, at most 100 characters.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed partial class ConsumerIdAttribute(string id) : Attribute
{
    private static readonly ConcurrentDictionary<Type, string> Known = new();

    public string Id => id;

    /// <summary><c>Ntm.Notifications.Features.OnDossierEvent</c> of any event is <c>notifications.on-dossier-event</c>.</summary>
    public static string Of(Type consumer) =>
        Known.GetOrAdd(
            consumer,
            type =>
                type.GetCustomAttribute<ConsumerIdAttribute>(inherit: false)?.Id
                ?? type.Assembly.GetName().Name!.Split('.')[^1].ToLowerInvariant()
                    + '.'
                    + WordStart().Replace(type.Name.Split('`')[0], "-$0").ToLowerInvariant()
        );

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
