using Ntm.Portal.Hosting;

return await PortalProcess.RunAsync(args);
