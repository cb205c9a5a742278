import { runSlice, type SliceOrder } from './run-slice.js';

/** The load comes from a process of its own, so that no server shares its event loop. */
process.on('message', (order: SliceOrder) => {
  runSlice(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
