// Each test has the machine for itself: what it measures would otherwise be its neighbour's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
