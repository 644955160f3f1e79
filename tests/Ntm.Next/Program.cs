using Ntm.Next;
using Ntm.Probe.V1;
using Ntm.ServiceHost;

var withoutConsumerId = Environment.GetEnvironmentVariable("NTM_NEXT_WITHOUT_CONSUMER_ID") == "1";
return await ServiceProcess.RunAsync(args, typeof(Asked).Assembly, new NextModule(withoutConsumerId));
